"""House styles: two colours become every colour, with the contrast that each place needs."""
