//! Every colour, and how widgets look.

#![expect(clippy::disallowed_methods, reason = "the one place where colours are made")]

use egui::{Color32, CornerRadius, Margin, Shadow, Stroke, Theme, Visuals, style::WidgetVisuals};

/// The colours of one theme. Text on its background has a contrast of at least 4.5:1, marks of 3:1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Palette {
    /// The page.
    pub(crate) paper: Color32,
    /// Panels, bars and menus.
    pub(crate) chrome: Color32,
    /// Fields to type into, cards.
    pub(crate) field: Color32,
    /// Text.
    pub(crate) ink: Color32,
    /// Text that stands back: labels, counts.
    pub(crate) faded: Color32,
    /// Syntax marks and replaced words.
    pub(crate) ghost: Color32,
    /// Lines between things.
    pub(crate) line: Color32,
    /// What the eye should find: the selected thing, a link.
    pub(crate) accent: Color32,
    /// Text on the accent.
    pub(crate) on_accent: Color32,
    /// Behind selected text.
    pub(crate) selection: Color32,
    /// Behind a find, and behind the find the user is at.
    pub(crate) find: Color32,
    /// Behind the span of the selected annotation.
    pub(crate) focus: Color32,
    /// Something went wrong.
    pub(crate) error: Color32,
    /// Something needs care.
    pub(crate) warning: Color32,
    /// It went well.
    pub(crate) success: Color32,
    authors: [Color32; 6],
}

const LIGHT: Palette = Palette {
    paper: rgb(0xFC_FA_F5),
    chrome: rgb(0xF2_EF_E8),
    field: rgb(0xFF_FF_FF),
    ink: rgb(0x24_22_1E),
    faded: rgb(0x66_61_57),
    ghost: rgb(0x8C_86_7A),
    line: rgb(0xDD_D7_CA),
    accent: rgb(0x2F_4B_9B),
    on_accent: rgb(0xFF_FF_FF),
    selection: rgb(0xC9_D6_F5),
    find: rgb(0xF8_E2_9A),
    focus: rgb(0xE9_EA_F6),
    error: rgb(0xB3_26_1E),
    warning: rgb(0x8A_55_00),
    success: rgb(0x1F_6B_3A),
    authors: [rgb(0x2F_4B_9B), rgb(0xA8_3E_16), rgb(0x1B_6B_5C), rgb(0x7D_3A_8C), rgb(0x85_5B_00), rgb(0x4A_58_66)],
};

const DARK: Palette = Palette {
    paper: rgb(0x1E_1F_22),
    chrome: rgb(0x17_18_1B),
    field: rgb(0x2A_2B_30),
    ink: rgb(0xE6_E2_D9),
    faded: rgb(0xA8_A3_98),
    ghost: rgb(0x82_7E_76),
    line: rgb(0x39_3A_40),
    accent: rgb(0x9D_B2_FF),
    on_accent: rgb(0x14_18_2B),
    selection: rgb(0x35_47_7E),
    find: rgb(0x6B_55_12),
    focus: rgb(0x2C_30_45),
    error: rgb(0xFF_8A_80),
    warning: rgb(0xF0_B8_4A),
    success: rgb(0x7F_CF_98),
    authors: [rgb(0x9D_B2_FF), rgb(0xF2_9A_72), rgb(0x73_CD_B8), rgb(0xD7_9A_E6), rgb(0xE0_B9_55), rgb(0xA9_B8_C6)],
};

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

impl Palette {
    /// The colours of a theme.
    pub(crate) const fn of(theme: Theme) -> Self {
        match theme {
            Theme::Light => LIGHT,
            Theme::Dark => DARK,
        }
    }

    /// The colour of layer number `layer`; past the sixth they begin again.
    pub(crate) fn author(&self, layer: usize) -> Color32 {
        self.authors.get(layer % self.authors.len()).copied().unwrap_or(self.accent)
    }

    /// A colour, thinner: for washes and hairlines.
    pub(crate) fn thin(color: Color32, alpha: f32) -> Color32 {
        color.gamma_multiply(alpha)
    }
}

/// Gives egui's widgets the colours and measures of both themes.
pub(crate) fn install(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        let palette = Palette::of(theme);
        ctx.set_visuals_of(theme, visuals(theme, &palette));
        ctx.style_mut_of(theme, |style| {
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(9.0, 4.0);
            style.spacing.interact_size.y = 24.0;
            style.spacing.window_margin = Margin::same(16);
            style.spacing.menu_margin = Margin::symmetric(6, 6);
            style.spacing.menu_width = 320.0;
            style.spacing.tooltip_width = 340.0;
            style.interaction.selectable_labels = false;
            style.interaction.tooltip_delay = 0.4;
            for (kind, size) in [
                (egui::TextStyle::Small, 12.0),
                (egui::TextStyle::Body, 14.0),
                (egui::TextStyle::Button, 14.0),
                (egui::TextStyle::Monospace, 13.0),
            ] {
                style.text_styles.insert(kind, egui::FontId::new(size, egui::FontFamily::Proportional));
            }
            style.text_styles.insert(egui::TextStyle::Monospace, egui::FontId::monospace(12.5));
            style.text_styles.insert(egui::TextStyle::Heading, super::fonts::heading(19.0));
        });
    }
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let mut visuals = if theme == Theme::Dark { Visuals::dark() } else { Visuals::light() };
    let radius = CornerRadius::same(5);
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let hover = palette.chrome.lerp_to_gamma(palette.ink, 0.07);
    visuals.widgets.noninteractive = widget(palette.chrome, palette.line, palette.ink);
    visuals.widgets.inactive = widget(palette.field, palette.line, palette.ink);
    visuals.widgets.hovered = widget(hover, palette.ghost, palette.ink);
    visuals.widgets.active = widget(hover, palette.accent, palette.ink);
    visuals.widgets.open = widget(hover, palette.line, palette.ink);
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.hyperlink_color = palette.accent;
    visuals.weak_text_color = Some(palette.faded);
    visuals.panel_fill = palette.chrome;
    visuals.window_fill = palette.chrome;
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.faint_bg_color = palette.chrome.lerp_to_gamma(palette.ink, 0.03);
    visuals.code_bg_color = palette.chrome.lerp_to_gamma(palette.ink, 0.05);
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.error_fg_color = palette.error;
    visuals.warn_fg_color = palette.warning;
    let shadow = Shadow { offset: [0, 4], blur: 18, spread: 0, color: Color32::from_black_alpha(60) };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals
}
