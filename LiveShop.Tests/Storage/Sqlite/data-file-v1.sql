-- A data file of version 1, as LiveShop wrote it before journal entries' ids began with '_'.
PRAGMA application_id = 1280534640;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
BEGIN;
CREATE TABLE documents (
    lsn           INTEGER PRIMARY KEY,
    container     TEXT    NOT NULL,
    partition_key TEXT    NOT NULL,
    id            TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    listed_as     TEXT,             -- what lists find it by: a status, a name without case; NULL for what no list shows
    written_at    INTEGER NOT NULL, -- milliseconds since 1970
    expires_at    INTEGER,          -- milliseconds since 1970; NULL for never
    body          BLOB    NOT NULL  -- JSON in UTF-8
) STRICT;
CREATE UNIQUE INDEX documents_by_id ON documents (container, partition_key, id);
CREATE INDEX documents_by_container ON documents (container);
CREATE INDEX documents_by_list ON documents (container, partition_key, listed_as) WHERE listed_as IS NOT NULL;
CREATE UNIQUE INDEX changes_by_version ON documents (partition_key, version) WHERE type = 'change';
CREATE INDEX documents_by_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE pinned_products (
    product_id TEXT NOT NULL,
    stream_id  TEXT NOT NULL,
    PRIMARY KEY (product_id, stream_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX pinned_products_by_stream ON pinned_products (stream_id);
CREATE TABLE feed_cursors (
    container TEXT    NOT NULL,
    consumer  TEXT    NOT NULL,
    lsn       INTEGER NOT NULL,
    PRIMARY KEY (container, consumer)
) STRICT, WITHOUT ROWID;
INSERT INTO documents VALUES (1, 'products', 'mug', 'mug', 'product', 1, 'MUG', 1796067168045, NULL, CAST('{"id":"mug","type":"product","name":"Mug","description":"Blue \"and\" wide, 30 €","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"stock":3,"version":1,"changedAt":"2026-11-30T19:32:47.388Z","deletedAt":null}' AS BLOB));
INSERT INTO documents VALUES (3, 'livestreams', 'demo', 'change-1', 'change', 1, NULL, 1796067168605, NULL, CAST('{"id":"change-1","type":"change","streamId":"demo","version":1,"at":"2026-11-30T19:32:48.187Z","by":"Ann","byId":"ann-1","action":"created","productId":null,"productVersion":null,"before":null}' AS BLOB));
INSERT INTO documents VALUES (5, 'livestreams', 'demo', 'change-2', 'change', 2, NULL, 1796067169720, NULL, CAST('{"id":"change-2","type":"change","streamId":"demo","version":2,"at":"2026-11-30T19:32:49.481Z","by":"Ann","byId":"ann-1","action":"product-pinned","productId":"mug","productVersion":1,"before":null}' AS BLOB));
INSERT INTO documents VALUES (6, 'livestreams', 'demo', 'demo', 'livestream', 3, 'live', 1796067169850, NULL, CAST('{"id":"demo","type":"livestream","streamId":"demo","title":"Autumn show","description":null,"playbackUrl":null,"thumbnailUrl":null,"status":"live","scheduledFor":null,"startedAt":"2026-11-30T19:32:49.810Z","endedAt":null,"version":3,"changedAt":"2026-11-30T19:32:49.810Z","pinnedProducts":[{"productId":"mug","pinnedAt":"2026-11-30T19:32:49.481Z","displayOrder":0,"isActive":true,"product":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"stock":3},"productVersion":1}]}' AS BLOB));
INSERT INTO documents VALUES (7, 'livestreams', 'demo', 'change-3', 'change', 3, NULL, 1796067169850, NULL, CAST('{"id":"change-3","type":"change","streamId":"demo","version":3,"at":"2026-11-30T19:32:49.810Z","by":"Ann","byId":"ann-1","action":"started","productId":null,"productVersion":null,"before":{"broadcast":{"status":"scheduled","startedAt":null,"endedAt":null}}}' AS BLOB));
INSERT INTO documents VALUES (8, 'livestreams', 'change-1a', 'change-1a', 'livestream', 1, 'scheduled', 1796067169929, NULL, CAST('{"id":"change-1a","type":"livestream","streamId":"change-1a","title":"Late show – größer","description":null,"playbackUrl":null,"thumbnailUrl":null,"status":"scheduled","scheduledFor":null,"startedAt":null,"endedAt":null,"version":1,"changedAt":"2026-11-30T19:32:49.925Z","pinnedProducts":[]}' AS BLOB));
INSERT INTO documents VALUES (9, 'livestreams', 'change-1a', 'change-1', 'change', 1, NULL, 1796067169929, NULL, CAST('{"id":"change-1","type":"change","streamId":"change-1a","version":1,"at":"2026-11-30T19:32:49.925Z","by":"Ann","byId":"ann-1","action":"created","productId":null,"productVersion":null,"before":null}' AS BLOB));
INSERT INTO pinned_products VALUES ('mug', 'demo');
INSERT INTO feed_cursors VALUES ('livestreams', 'publish', 6);
COMMIT;
