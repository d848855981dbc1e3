//! Which of the installed fonts for which Chinese: by name, since the forms of a font are told by nothing else.

use crate::terms::LanguageTag;

/// Which forms of Han characters a text is to be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(crate) enum Forms {
    /// Those of the mainland.
    #[default]
    Simplified,
    /// Those of Taiwan.
    Traditional,
    /// Those of Hong Kong.
    HongKong,
}

impl Forms {
    /// The forms of a language; `None` if it is not Chinese.
    pub(crate) fn of(language: &LanguageTag) -> Option<Self> {
        let primary = language.primary();
        if !["zh", "yue", "wuu", "lzh", "cmn", "nan", "hak"].iter().any(|l| primary.eq_ignore_ascii_case(l)) {
            return None;
        }
        let has =
            |subtags: &[&str]| language.as_str().split('-').skip(1).any(|t| subtags.iter().any(|s| t.eq_ignore_ascii_case(s)));
        // What is said about the script counts before the region.
        Some(match () {
            () if has(&["Hans"]) => Self::Simplified,
            () if has(&["HK", "MO"]) => Self::HongKong,
            () if has(&["Hant", "TW"]) => Self::Traditional,
            () if primary.eq_ignore_ascii_case("yue") => Self::HongKong,
            () => Self::Simplified,
        })
    }

    /// The families that have these forms, best first: serifs, then the others.
    const fn families(self) -> [&'static [&'static str]; 2] {
        match self {
            Self::Simplified => [SIMPLIFIED_SERIFS, SIMPLIFIED_OTHERS],
            Self::Traditional => [TRADITIONAL_SERIFS, TRADITIONAL_OTHERS],
            Self::HongKong => [HONG_KONG_SERIFS, HONG_KONG_OTHERS],
        }
    }

    /// Whose families come next: characters in other Chinese forms are better than in Japanese ones.
    const fn next(self) -> [Self; 2] {
        match self {
            Self::Simplified => [Self::Traditional, Self::HongKong],
            Self::Traditional => [Self::HongKong, Self::Simplified],
            Self::HongKong => [Self::Traditional, Self::Simplified],
        }
    }
}

const SIMPLIFIED_SERIFS: &[&str] = &[
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "Songti SC",
    "STSong",
    "SimSun",
    "NSimSun",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "AR PL UMing CN",
    "AR PL SungtiL GB",
];
const SIMPLIFIED_OTHERS: &[&str] = &[
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Hiragino Sans GB",
    "Heiti SC",
    "Microsoft YaHei",
    "SimHei",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
];
const TRADITIONAL_SERIFS: &[&str] = &[
    "Noto Serif CJK TC",
    "Noto Serif TC",
    "Source Han Serif TC",
    "Source Han Serif TW",
    "Songti TC",
    "LiSong Pro",
    "PMingLiU",
    "MingLiU",
    "PMingLiU-ExtB",
    "MingLiU-ExtB",
    "TW-Sung",
    "AR PL UMing TW",
];
const TRADITIONAL_OTHERS: &[&str] = &[
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Source Han Sans TW",
    "PingFang TC",
    "Heiti TC",
    "Microsoft JhengHei",
];
const HONG_KONG_SERIFS: &[&str] = &[
    "Noto Serif CJK HK",
    "Noto Serif HK",
    "Source Han Serif HC",
    "Source Han Serif HK",
    "MingLiU_HKSCS",
    "MingLiU_HKSCS-ExtB",
    "AR PL UMing HK",
];
const HONG_KONG_OTHERS: &[&str] =
    &["Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HC", "Source Han Sans HK", "PingFang HK"];

/// Parts of the names of Japanese and Korean families, and of fonts that have a box for every character.
const LAST: &[&str] = &[
    " JP",
    " KR",
    "CJK JP",
    "CJK KR",
    "Mincho",
    "Gothic",
    "Hiragino",
    "Meiryo",
    "Osaka",
    "IPA",
    "Takao",
    "Kochi",
    "Sazanami",
    "Myungjo",
    "Myeongjo",
    "Batang",
    "Gulim",
    "Dotum",
    "Gungsuh",
    "Nanum",
    "Baekmuk",
    "明朝",
    "ゴシック",
    "ヒラギノ",
    "고딕",
    "명조",
    "Last Resort",
    "LastResort",
    "Adobe Blank",
];

/// How late a family comes when characters in `forms` are looked for; the least is the best.
pub(crate) fn rank(family: &str, forms: Forms) -> usize {
    const LISTED: usize = 1_000;
    let [second, third] = forms.next();
    let listed = [forms, second, third].into_iter().flat_map(Forms::families).flatten();
    // These are Japanese, though they don't say so.
    let bare = ["Source Han Serif", "Source Han Sans", "Noto Serif CJK", "Noto Sans CJK"].contains(&family);
    match listed.into_iter().position(|name| *name == family) {
        Some(at) => at,
        None if bare || LAST.iter().any(|part| family.contains(part)) => LISTED + 1,
        None => LISTED,
    }
}

/// Whether a family is a serif with just these forms: then it goes before the shipped font.
pub(crate) fn leads(family: &str, forms: Forms) -> bool {
    let [serifs, _] = forms.families();
    let [near, _] = forms.next();
    let [near, _] = near.families();
    // Hong Kong's and Taiwan's forms are near enough to stand for one another.
    forms != Forms::Simplified && (serifs.contains(&family) || near.contains(&family))
}

#[cfg(test)]
mod tests {
    use super::{Forms, leads, rank};

    fn ranked(mut families: Vec<&str>, forms: Forms) -> Vec<&str> {
        families.sort_by_key(|f| rank(f, forms));
        families
    }

    fn forms(tag: &str) -> Option<Forms> {
        Forms::of(&crate::terms::LanguageTag::try_from(tag.to_owned()).unwrap())
    }

    const MACHINE: [&str; 8] = [
        "Noto Serif CJK JP",
        "Noto Serif CJK KR",
        "DejaVu Serif",
        "Source Han Serif",
        "Noto Sans CJK SC",
        "Noto Serif CJK SC",
        "Noto Serif CJK TC",
        "Noto Serif CJK HK",
    ];

    #[test]
    fn a_traditional_text_gets_traditional_forms_first_and_japanese_ones_last() {
        let order = ranked(MACHINE.to_vec(), Forms::Traditional);
        assert_eq!(order[..4], ["Noto Serif CJK TC", "Noto Serif CJK HK", "Noto Serif CJK SC", "Noto Sans CJK SC"]);
        assert_eq!(order[4], "DejaVu Serif", "a font that nobody knows may be Chinese");
    }

    #[test]
    fn a_simplified_text_gets_simplified_forms_first_and_japanese_ones_last() {
        let order = ranked(MACHINE.to_vec(), Forms::Simplified);
        assert_eq!(order[..2], ["Noto Serif CJK SC", "Noto Sans CJK SC"]);
        assert_eq!(order[5..], ["Noto Serif CJK JP", "Noto Serif CJK KR", "Source Han Serif"]);
    }

    #[test]
    fn hong_kong_has_forms_of_its_own() {
        assert_eq!(ranked(MACHINE.to_vec(), Forms::HongKong)[0], "Noto Serif CJK HK");
    }

    #[test]
    fn a_font_of_windows_or_a_mac_is_known_for_chinese() {
        assert_eq!(ranked(vec!["Yu Mincho", "MS Gothic", "SimSun"], Forms::Simplified)[0], "SimSun");
        assert_eq!(ranked(vec!["Hiragino Mincho ProN", "Songti SC", "Songti TC"], Forms::Traditional)[0], "Songti TC");
        assert!(rank("Hiragino Sans GB", Forms::Simplified) < rank("Hiragino Sans", Forms::Simplified));
    }

    #[test]
    fn the_forms_follow_from_script_and_region() {
        assert_eq!(forms("zh-Hans"), Some(Forms::Simplified));
        assert_eq!(forms("zh"), Some(Forms::Simplified));
        assert_eq!(forms("zh-TW"), Some(Forms::Traditional));
        assert_eq!(forms("zh-Hant"), Some(Forms::Traditional));
        assert_eq!(forms("zh-Hant-HK"), Some(Forms::HongKong));
        assert_eq!(forms("zh-Hans-HK"), Some(Forms::Simplified));
        assert_eq!(forms("en"), None);
    }

    #[test]
    fn only_a_serif_with_the_wanted_forms_goes_before_the_shipped_font() {
        assert!(leads("Noto Serif CJK TC", Forms::Traditional));
        assert!(!leads("Noto Sans CJK TC", Forms::Traditional));
        assert!(!leads("Noto Serif CJK SC", Forms::Traditional));
        assert!(!leads("Noto Serif CJK JP", Forms::Traditional));
        assert!(!leads("Noto Serif CJK SC", Forms::Simplified), "there the shipped font has the forms");
    }
}
