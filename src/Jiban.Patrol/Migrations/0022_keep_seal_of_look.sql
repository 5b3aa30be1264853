-- What the phone made of place, answers, time, photos and words when the look was finished.
alter table patrol.look add column seal text;
