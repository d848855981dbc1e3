//! Where the keyboard is: the ring around it, and the way from one part of the window to the next.

use std::collections::HashMap;

use egui::{Context, Id, LayerId, Rect, Stroke, StrokeKind, accesskit};

use super::{page, theme::Palette};
use crate::text::Direction;

/// A part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Region {
    /// The menus.
    Menu,
    /// The bar for finding words.
    Find,
    /// The panel on the left.
    Left,
    /// The page, or the start page.
    Page,
    /// The panel on the right.
    Right,
}

impl Region {
    /// In the order of F6.
    const ALL: [Self; 5] = [Self::Menu, Self::Find, Self::Left, Self::Page, Self::Right];
}

/// The parts of the window as they were drawn.
#[derive(Debug, Default)]
pub(super) struct Regions {
    drawn: HashMap<Region, Rect>,
    /// Where the keyboard was in each.
    left_at: HashMap<Region, Id>,
    /// Whether the keyboard was moved by keys last: then the page shows that it has it.
    by_keys: bool,
    /// What had the keyboard when the ring was drawn last.
    ringed: Option<Id>,
    /// What has just got the keyboard and is scrolled out of view.
    hidden: Option<Id>,
}

impl Regions {
    /// Forgets where the parts are, before they are drawn anew.
    pub(super) fn clear(&mut self) {
        self.drawn.clear();
    }

    /// Notes where a part was drawn.
    pub(super) fn note(&mut self, region: Region, rect: Rect) {
        self.drawn.insert(region, rect);
    }

    /// Notes what moves the keyboard: Tab shows the ring around the page, the mouse puts it away.
    pub(super) fn watch(&mut self, ctx: &Context) {
        let (tab, pressed) = ctx.input(|i| (i.key_pressed(egui::Key::Tab), i.pointer.any_pressed()));
        self.by_keys = (self.by_keys || tab) && !pressed;
    }

    /// Notes that a key brought the keyboard to the page.
    pub(super) const fn came_by_key(&mut self) {
        self.by_keys = true;
    }

    /// Puts the keyboard to the next part of the window, or the one before: where it was there last, or to its first widget.
    pub(super) fn go(&mut self, ctx: &Context, direction: Direction) {
        self.by_keys = true;
        let focused = ctx.memory(egui::Memory::focused);
        let here = focused.and_then(|id| self.region_of(ctx, id)).unwrap_or(Region::Page);
        if let Some(id) = focused {
            self.left_at.insert(here, id);
        }
        let count = Region::ALL.len();
        let at = Region::ALL.iter().position(|r| *r == here).unwrap_or_default();
        let step = if direction == Direction::Forward { 1 } else { count - 1 };
        let next = (1..count).filter_map(|n| Region::ALL.get((at + n * step) % count)).find_map(|r| self.stop(ctx, *r));
        if let Some(id) = next {
            ctx.memory_mut(|m| m.request_focus(id));
        }
    }

    /// The part of the window in which a widget is.
    pub(super) fn region_of(&self, ctx: &Context, id: Id) -> Option<Region> {
        let at = ctx.viewport(|v| v.prev_pass.widgets.get(id).map(|w| w.interact_rect.center()))?;
        Region::ALL.into_iter().find(|r| self.drawn.get(r).is_some_and(|rect| rect.contains(at)))
    }

    /// Where the keyboard goes in a part of the window.
    fn stop(&self, ctx: &Context, region: Region) -> Option<Id> {
        let rect = *self.drawn.get(&region)?;
        let before = self.left_at.get(&region).copied();
        ctx.viewport(|v| {
            let widgets = v.prev_pass.widgets.get_layer(LayerId::background());
            let stops = widgets.filter(|w| w.enabled && w.sense.is_focusable() && w.sense.senses_click());
            let inside: Vec<Id> = stops.filter(|w| rect.contains(w.interact_rect.center())).map(|w| w.id).collect();
            let page = Some(page::id()).filter(|id| region == Region::Page && inside.contains(id));
            page.or_else(|| before.filter(|id| inside.contains(id))).or_else(|| inside.first().copied())
        })
    }

    /// Has what got the keyboard out of view scrolled into it, as screen readers ask for it.
    pub(super) fn reveal(&mut self, ctx: &Context) {
        if let Some(id) = self.hidden.take() {
            let request = accesskit::ActionRequest {
                action: accesskit::Action::ScrollIntoView,
                target_tree: accesskit::TreeId::ROOT,
                target_node: id.accesskit_id(),
                data: None,
            };
            ctx.input_mut(|i| i.events.push(egui::Event::AccessKitActionRequest(request)));
        }
    }

    /// Draws a ring around what has the keyboard; to be called when everything else is drawn.
    pub(super) fn ring(&mut self, ctx: &Context) {
        let focused = ctx.memory(egui::Memory::focused);
        let is_new = std::mem::replace(&mut self.ringed, focused) != focused;
        let Some(id) = focused else { return };
        let Some(widget) = ctx.viewport(|v| v.this_pass.widgets.get(id).copied()) else { return };
        if is_new && widget.interact_rect.height() + 1.0 < widget.rect.height() {
            self.hidden = Some(id);
            ctx.request_repaint();
        }
        let stroke = Stroke::new(2.0, Palette::of(ctx.theme()).accent);
        let painter = ctx.layer_painter(widget.layer_id);
        if id != page::id() {
            painter.rect_stroke(widget.interact_rect.expand(1.5), 6.0, stroke, StrokeKind::Middle);
        } else if self.by_keys {
            painter.rect_stroke(widget.interact_rect.shrink(1.0), 0.0, stroke, StrokeKind::Inside);
        }
    }
}
