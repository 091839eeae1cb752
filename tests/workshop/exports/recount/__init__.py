"""Sessions of any answers, counted again by hand and compared with every file made of them."""
