-- Pictures that were sent. The bytes live in the data directory; the original is never served.
create table platform.file (
    file_id uuid primary key,
    sha256 bytea not null,
    media_type text not null,
    width integer not null,
    height integer not null,
    bytes bigint not null,
    -- Where and when the camera says it was taken: kept apart, shown nowhere, and not in the files that are served.
    exif_lon double precision,
    exif_lat double precision,
    exif_at timestamptz,
    uploader_id uuid,
    uploaded_at timestamptz not null,
    claimed_at timestamptz
);

create index file_unclaimed on platform.file (uploaded_at) where claimed_at is null;

grant select, insert, update, delete on platform.file to jiban_app;
