"""Pictures of the pages of the review with nothing, little and very much on them; run it to look at them."""
