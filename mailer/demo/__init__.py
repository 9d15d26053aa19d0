"""How does a week of the association's post look? Sixty members, their mail programs and a page that shows what happened."""
