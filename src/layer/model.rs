//! All the annotations of one author on one text.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Annotation, AnnotationId, AuthorId, Entry, SpanIndex};
use crate::text::Span;

/// Who annotates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Author {
    /// Names the layer's file.
    pub id: AuthorId,
    /// As people write it.
    pub name: String,
}

impl Author {
    /// The author of this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { id: AuthorId::from_name(name), name: name.trim().to_owned() }
    }
}

/// All the annotations of one author on one text. A clone shares the annotations.
#[derive(Debug, Clone)]
pub struct Layer {
    author: Author,
    annotations: BTreeMap<AnnotationId, Arc<Annotation>>,
    index: SpanIndex,
}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub fn new(author: Author) -> Self {
        Self { author, annotations: BTreeMap::new(), index: SpanIndex::default() }
    }

    /// A layer of these annotations; of two with one id the later stays.
    #[must_use]
    pub fn with(author: Author, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let annotations: BTreeMap<_, _> = annotations.into_iter().map(|a| (a.id, Arc::new(a))).collect();
        let mut index = SpanIndex::default();
        index.extend(annotations.values().filter_map(|a| entry(a)));
        Self { author, annotations, index }
    }

    /// Whose it is.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    /// How many annotations it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.annotations.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.annotations.is_empty()
    }

    /// The annotation of this id.
    #[must_use]
    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.annotations.get(&id)
    }

    /// Those with a place, in the order of the text.
    pub fn placed(&self) -> impl DoubleEndedIterator<Item = (Span, &Arc<Annotation>)> {
        self.index.entries().iter().filter_map(|e| Some((e.span, self.get(e.id)?)))
    }

    /// Those without, oldest first.
    pub fn orphans(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.annotations.values().filter(|a| a.span().is_none())
    }

    /// All of them: the placed in the order of the text, then the orphans.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.placed().map(|(_, a)| a).chain(self.orphans())
    }

    /// Those that share a character with `range` or touch its ends, in the order of the text.
    pub fn touching(&self, range: Span) -> impl Iterator<Item = (Span, &Arc<Annotation>)> {
        self.index.touching(range).filter_map(|e| Some((e.span, self.get(e.id)?)))
    }

    pub(super) fn put(&mut self, annotation: Annotation) -> Option<Arc<Annotation>> {
        let old = self.take(annotation.id);
        if let Some(entry) = entry(&annotation) {
            self.index.insert(entry);
        }
        self.annotations.insert(annotation.id, Arc::new(annotation));
        old
    }

    pub(super) fn take(&mut self, id: AnnotationId) -> Option<Arc<Annotation>> {
        let old = self.annotations.remove(&id)?;
        if let Some(entry) = entry(&old) {
            self.index.remove(&entry);
        }
        Some(old)
    }
}

impl PartialEq for Layer {
    fn eq(&self, other: &Self) -> bool {
        self.author == other.author && self.annotations == other.annotations
    }
}

fn entry(annotation: &Annotation) -> Option<Entry> {
    Some(Entry { span: annotation.span()?, rank: annotation.rank, id: annotation.id })
}
