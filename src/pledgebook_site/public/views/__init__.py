"""The public pages, one module a noun; they ask the selectors and hold no rule."""
