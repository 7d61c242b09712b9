"""Plan, make and prove the card: one page, two sides, or a strip to fold; and the sheet it is cut from."""
