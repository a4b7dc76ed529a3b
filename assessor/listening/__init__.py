"""Notes that listen: from words to what they may mean, by phrases, cues and learnt weights."""
