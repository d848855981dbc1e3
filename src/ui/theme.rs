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
    paper: rgb(0xFCFAF5),
    chrome: rgb(0xF2EFE8),
    field: rgb(0xFFFFFF),
    ink: rgb(0x24221E),
    faded: rgb(0x666157),
    ghost: rgb(0x8C867A),
    line: rgb(0xDDD7CA),
    accent: rgb(0x2F4B9B),
    on_accent: rgb(0xFFFFFF),
    selection: rgb(0xC9D6F5),
    find: rgb(0xF8E29A),
    focus: rgb(0xE9EAF6),
    error: rgb(0xB3261E),
    warning: rgb(0x8A5500),
    success: rgb(0x1F6B3A),
    authors: [rgb(0x2F4B9B), rgb(0xA83E16), rgb(0x1B6B5C), rgb(0x7D3A8C), rgb(0x855B00), rgb(0x4A5866)],
};

const DARK: Palette = Palette {
    paper: rgb(0x1E1F22),
    chrome: rgb(0x17181B),
    field: rgb(0x2A2B30),
    ink: rgb(0xE6E2D9),
    faded: rgb(0xA8A398),
    ghost: rgb(0x827E76),
    line: rgb(0x393A40),
    accent: rgb(0x9DB2FF),
    on_accent: rgb(0x14182B),
    selection: rgb(0x35477E),
    find: rgb(0x6B5512),
    focus: rgb(0x2C3045),
    error: rgb(0xFF8A80),
    warning: rgb(0xF0B84A),
    success: rgb(0x7FCF98),
    authors: [rgb(0x9DB2FF), rgb(0xF29A72), rgb(0x73CDB8), rgb(0xD79AE6), rgb(0xE0B955), rgb(0xA9B8C6)],
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
