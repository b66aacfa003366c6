"""The site on its way to its readers: checked, compared with what they have, sent in a safe order, taken back."""
