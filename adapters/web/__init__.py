"""The page: our own chat, for groups without a platform and for trying Cohort out."""
