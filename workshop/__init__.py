"""The site: settings, decks, slide flow, desk, projector, phone pages and exports."""
