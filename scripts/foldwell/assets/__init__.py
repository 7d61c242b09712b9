"""Checked bytes in, measured values out: fonts, images, colours, QR codes, the profile of a press."""
