//! How apparatus stands in the text.

use glossator::{
    layer::{Annotation, AnnotationId, Gloss, Layer, NoteKind, Reason},
    terms::LanguageTag,
    weave::{GlossPolicy, HiddenReason, Style},
};
use jiff::Timestamp;

use crate::support::{
    after, before, find, glossed, insertion, layer, lin, link, note, plain, plan, reason, shown, terms, text, woven,
};

const MULTI: &[(&str, &[&str])] = &[("multi", &["多边"]), ("distributed", &["分散", "分布式"]), ("fang", &["方可成"])];

#[test]
fn a_supplied_word_stands_between_blanks() {
    let t = text("held in Zhejiang province");
    assert_eq!(woven(&t, &[(before(&t, "Zhejiang"), insertion("China’s"))], &[]), "held in [China’s] Zhejiang province");
    assert_eq!(woven(&t, &[(after(&t, "in"), insertion("China’s"))], &[]), "held in [China’s] Zhejiang province");
}

#[test]
fn a_change_of_case_stands_for_its_letter() {
    let t = text("“Multilateral is code …”");
    assert_eq!(woven(&t, &[(find(&t, "M"), reason("m", Reason::Case))], &[]), "“[m]ultilateral is code …”");
}

#[test]
fn an_insertion_behind_an_opening_quotation_mark_has_no_blank_before_it() {
    let t = text("“build,” he said");
    assert_eq!(woven(&t, &[(before(&t, "build"), insertion("We must"))], &[]), "“[We must] build,” he said");
}

#[test]
fn an_insertion_inside_a_word_has_no_blanks() {
    let t = text("the translat s text");
    let t2 = text("translats");
    assert_eq!(woven(&t2, &[(after(&t2, "translat"), insertion("e"))], &[]), "translat[e]s");
    assert_eq!(woven(&t, &[(after(&t, "translat"), insertion("or’"))], &[]), "the translat [or’] s text");
}

#[test]
fn an_omission_stands_for_its_words() {
    let t = text("to be or not to be, that is");
    assert_eq!(woven(&t, &[(find(&t, "or not to be"), reason("…", Reason::Omission))], &[]), "to be […], that is");
}

#[test]
fn a_replacement_over_a_paragraphs_end_leaves_two_paragraphs() {
    let t = text("One long.\n\nTwo short.");
    assert_eq!(woven(&t, &[(find(&t, "long.\n\nTwo"), reason("…", Reason::Omission))], &[]), "One […]\n\n short.");
}

#[test]
fn a_caption_stands_above_its_paragraph() {
    let t = text("One.\n\nTwo.");
    assert_eq!(
        woven(&t, &[(before(&t, "Two"), reason("ABOVE: a caption", Reason::Caption))], &[]),
        "One.\n\n[ABOVE: a caption]\n\nTwo."
    );
}

#[test]
fn a_gloss_stands_behind_the_closing_quotation_mark() {
    let t = text("he said “multilateral” twice");
    assert_eq!(woven(&t, &[(find(&t, "multilateral"), link("multi"))], MULTI), "he said “multilateral” (多边) twice");
}

#[test]
fn alternatives_and_names_are_glossed() {
    let t = text("Fang Kecheng said “distributed”.");
    let marks = [(find(&t, "Fang Kecheng"), link("fang")), (find(&t, "distributed"), link("distributed"))];
    assert_eq!(woven(&t, &marks, MULTI), "Fang Kecheng (方可成) said “distributed” (分散 or 分布式).");
}

#[test]
fn only_the_first_mention_is_glossed() {
    let t = text("multilateral and multilateral again");
    let second = t.span(17, 29).unwrap();
    let marks = [(second, link("multi")), (find(&t, "multilateral"), link("multi"))];
    assert_eq!(woven(&t, &marks, MULTI), "multilateral (多边) and multilateral again");
    let insisting = [(second, glossed("multi", Gloss::Always)), (find(&t, "multilateral"), link("multi"))];
    assert_eq!(woven(&t, &insisting, MULTI), "multilateral (多边) and multilateral (多边) again");
}

#[test]
fn each_section_has_a_first_mention_if_the_style_says_so() {
    let t = text("# A\n\nmultilateral\n\n# B\n\nmultilateral");
    let second = t.as_str().rfind("multilateral").unwrap();
    let marks = [(find(&t, "multilateral"), link("multi")), (t.span(second, second + 12).unwrap(), link("multi"))];
    let style = Style { gloss_policy: GlossPolicy::FirstInSection, ..Style::default() };
    let seen = shown(&plan(&t, &[&layer("Lin", &marks)], &terms(MULTI), &style));
    assert_eq!(seen, "# A\n\nmultilateral (多边)\n\n# B\n\nmultilateral (多边)");
}

#[test]
fn a_notes_mark_stands_behind_the_punctuation() {
    let t = text("“It is over.” Then");
    let marks = [(find(&t, "over"), note(NoteKind::Translator, "x"))];
    assert_eq!(woven(&t, &marks, &[]), "“It is over.”^1 Then");
}

#[test]
fn internal_notes_have_no_mark() {
    let t = text("It is over.");
    let marks = [(find(&t, "over"), note(NoteKind::Query, "sure?")), (find(&t, "It"), note(NoteKind::Comment, "hm"))];
    assert_eq!(woven(&t, &marks, &[]), "It is over.");
}

#[test]
fn at_one_point_gloss_insertion_and_mark_keep_their_order() {
    let t = text("a multilateral order");
    let span = find(&t, "multilateral");
    let marks = [(span, note(NoteKind::Translator, "x")), (span.end_point(), insertion("global")), (span, link("multi"))];
    assert_eq!(woven(&t, &marks, MULTI), "a multilateral (多边) [global]^1 order");
    let turned: Vec<_> = marks.iter().rev().cloned().collect();
    assert_eq!(woven(&t, &turned, MULTI), woven(&t, &marks, MULTI), "the order in which they were made does not matter");
}

#[test]
fn rank_changes_the_order_at_one_point() {
    let t = text("stood");
    let make = |n, words: &str, rank| Annotation {
        rank,
        ..Annotation::new(AnnotationId::from_u128(n), t.point(0), insertion(words), Timestamp::UNIX_EPOCH)
    };
    let layer = Layer::with(lin(), [make(1, "a", 0), make(2, "b", -1)]);
    assert_eq!(shown(&plan(&t, &[&layer], &terms(&[]), &Style::default())), "[b] [a] stood");
}

#[test]
fn overlapping_spans_are_both_shown() {
    let t = text("the distributed multilateral order");
    let marks = [
        (find(&t, "distributed multilateral"), note(NoteKind::Translator, "x")),
        (find(&t, "multilateral order"), note(NoteKind::Source, "y")),
        (find(&t, "multilateral"), link("multi")),
    ];
    assert_eq!(woven(&t, &marks, MULTI), "the distributed multilateral (多边)^1 order^2");
}

#[test]
fn of_two_replacements_of_one_word_the_earlier_layer_stands_and_the_other_is_reported() {
    let t = text("the big house");
    let (a, b) =
        (layer("Lin", &[(find(&t, "big"), insertion("large"))]), layer("Marlow", &[(find(&t, "big house"), insertion("hut"))]));
    let plan = plan(&t, &[&a, &b], &terms(&[]), &Style::default());
    assert_eq!(shown(&plan), "the [large] house");
    assert!(matches!(plan.hidden().as_slice(), [h] if matches!(h.reason, HiddenReason::Overruled { .. })));
}

#[test]
fn a_link_to_a_term_that_is_missing_is_reported() {
    let t = text("a word");
    let plan = plan(&t, &[&layer("Lin", &[(find(&t, "word"), link("nowhere"))])], &terms(&[]), &Style::default());
    assert_eq!(shown(&plan), "a word");
    assert!(matches!(plan.hidden().as_slice(), [h] if h.reason == HiddenReason::NoSuchConcept));
}

#[test]
fn chinese_texts_have_full_width_brackets_and_no_blanks() {
    let t = plain("秋天，十一岁，小网络");
    let style = Style::for_language(&LanguageTag::simplified_chinese());
    let marks = [(before(&t, "十一岁"), insertion("我")), (find(&t, "小网络"), link("web"))];
    let concepts = terms(&[("web", &["small web"])]);
    assert_eq!(shown(&plan(&t, &[&layer("Lin", &marks)], &concepts, &style)), "秋天，［我］十一岁，小网络（small web）");
}

#[test]
fn an_insertion_before_a_change_of_case_stands_apart_from_it() {
    let t = text("Stood a long time");
    let marks = [(t.point(0), insertion("I")), (find(&t, "S"), reason("s", Reason::Case))];
    assert_eq!(woven(&t, &marks, &[]), "[I] [s]tood a long time");
}

#[test]
fn a_notes_mark_never_stands_inside_a_link() {
    let t = text("see [Mr Li](http://a.b) there");
    let marks = [(find(&t, "Mr"), note(NoteKind::Translator, "x")), (find(&t, "Mr"), link("fang"))];
    assert_eq!(woven(&t, &marks, MULTI), "see [Mr (方可成) Li](http://a.b)^1 there");
}

#[test]
fn nothing_is_put_inside_code_or_a_links_destination() {
    let t = text("see `multilateral` and [it](http://a.b/multilateral)");
    let marks = [(find(&t, "multilat"), link("multi")), (find(&t, "a.b"), note(NoteKind::Translator, "x"))];
    assert_eq!(woven(&t, &marks, MULTI), "see `multilateral` (多边) and [it](http://a.b/multilateral)^1");
}
