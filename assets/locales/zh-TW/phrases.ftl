# phrases
