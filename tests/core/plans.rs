//! A plan that follows its layers is the plan that would be made anew.

use std::sync::Arc;

use glossator::{
    layer::{Annotation, AnnotationId, Author, Layer, LayerEdit},
    terms::{Concept, ConceptId, TermEdit, Termbase},
    text::SourceText,
    weave::{GlossPolicy, LayerChange, Plan, Style},
};
use jiff::Timestamp;
use proptest::prelude::*;

use crate::{
    laws::{any_body, any_text},
    support::{plan, terms},
};

/// One step of work.
#[derive(Debug, Clone)]
enum Step {
    /// An annotation of this number in one of two layers is put there, in place of what had its number.
    Put { layer: usize, number: u128, at: (prop::sample::Index, prop::sample::Index), body: glossator::layer::Body, rank: i32 },
    /// It goes.
    Take { layer: usize, number: u128 },
    /// A concept gets these terms, or goes.
    Concept { name: &'static str, terms: Option<Vec<&'static str>> },
}

fn any_step() -> impl Strategy<Value = Step> {
    let place = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    prop_oneof![
        6 => (0..2_usize, 0..14_u128, place, any_body(), -1..2_i32)
            .prop_map(|(layer, number, at, body, rank)| Step::Put { layer, number, at, body, rank }),
        2 => (0..2_usize, 0..14_u128).prop_map(|(layer, number)| Step::Take { layer, number }),
        1 => (prop_oneof![Just("multi"), Just("none")], prop_oneof![Just(None), Just(Some(vec![])), Just(Some(vec!["多边"]))])
            .prop_map(|(name, terms)| Step::Concept { name, terms }),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    (0..GlossPolicy::ALL.len(), any::<bool>()).prop_map(|(policy, exempt)| Style {
        gloss_policy: GlossPolicy::ALL[policy],
        exempt: if exempt { vec![ConceptId::from_term("multi")] } else { Vec::new() },
        ..Style::default()
    })
}

/// Everything a plan says.
fn said(plan: &Plan) -> String {
    let pieces: Vec<_> = plan.pieces().collect();
    let notes: Vec<_> = plan.notes().map(|n| (n.number, n.layer, n.annotation.id)).collect();
    let numbers: Vec<_> = notes.iter().map(|(_, _, id)| plan.number_of(*id)).collect();
    format!("{pieces:#?}\n{notes:?}\n{numbers:?}\n{:?}\n{}", plan.hidden(), plan.note_count())
}

struct Desk {
    layers: Vec<Layer>,
    terms: Termbase,
    plan: Plan,
}

impl Desk {
    fn edit(&mut self, layer: usize, edit: LayerEdit) {
        let id = edit.id();
        let old = self.layers[layer].get(id).cloned();
        drop(edit.apply(&mut self.layers[layer]));
        let now = &self.layers[layer];
        self.plan.follow(&LayerChange { layer, now, old: old.as_ref(), new: now.get(id) });
    }

    fn step(&mut self, text: &SourceText, step: Step) {
        match step {
            Step::Put { layer, number, at: (a, b), body, rank } => {
                let id = AnnotationId::from_u128(number * 2 + layer as u128 + 1);
                let span = text.span_between(a.index(text.len() + 1), b.index(text.len() + 1));
                let annotation = Box::new(Annotation { rank, ..Annotation::new(id, span, body, Timestamp::UNIX_EPOCH) });
                let known = self.layers[layer].get(id).is_some();
                self.edit(layer, if known { LayerEdit::Replace(annotation) } else { LayerEdit::Add(annotation) });
            }
            Step::Take { layer, number } => {
                self.edit(layer, LayerEdit::Remove(AnnotationId::from_u128(number * 2 + layer as u128 + 1)))
            }
            Step::Concept { name, terms: texts } => {
                let id = ConceptId::from_term(name);
                let known = self.terms.get(&id).is_some();
                let made: Option<Concept> = texts.and_then(|t| terms(&[(name, &t)]).get(&id).map(|c| (**c).clone()));
                let edit = match (known, made) {
                    (false, Some(concept)) => TermEdit::Add(Box::new(concept)),
                    (true, Some(concept)) => TermEdit::Replace(Box::new(concept)),
                    (_, None) => TermEdit::Remove(id.clone()),
                };
                drop(edit.apply(&mut self.terms));
                self.plan.follow_terms(&self.terms, &id);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_plan_that_follows_is_the_plan_made_anew(text in any_text(), style in any_style(), steps in prop::collection::vec(any_step(), 1..40)) {
        let layers = vec![Layer::new(Author::named("Lin")), Layer::new(Author::named("Wen"))];
        let terms = terms(&[("multi", &["多边"])]);
        let made = |layers: &[Layer], terms: &Termbase| plan(&text, &layers.iter().collect::<Vec<_>>(), terms, &style);
        let mut desk = Desk { plan: made(&layers, &terms), layers, terms };
        for step in steps {
            let told = format!("{step:?}");
            desk.step(&text, step);
            prop_assert_eq!(said(&desk.plan), said(&made(&desk.layers, &desk.terms)), "after {}", told);
        }
    }

    #[test]
    fn links_are_listed_in_the_order_of_the_text(text in any_text(), steps in prop::collection::vec(any_step(), 1..30)) {
        let layers = vec![Layer::new(Author::named("Lin")), Layer::new(Author::named("Wen"))];
        let terms = Termbase::default();
        let mut desk = Desk { plan: plan(&text, &[&layers[0], &layers[1]], &terms, &Style::default()), layers, terms };
        for step in steps {
            desk.step(&text, step);
        }
        let linked: Vec<_> = desk.plan.links(&ConceptId::from_term("multi")).collect();
        let span_of = |id| desk.layers.iter().find_map(|l| l.get(id)).map(Arc::as_ref).and_then(Annotation::span);
        for (span, id) in linked {
            prop_assert_eq!(span_of(id), Some(span));
        }
    }
}
