-- A data file of version 3, as LiveShop wrote it while products had a container of their own and no journal.
PRAGMA application_id = 1280534640;
PRAGMA user_version = 3;
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
CREATE INDEX documents_by_list ON documents (container, listed_as) WHERE listed_as IS NOT NULL;
INSERT INTO documents VALUES (2, 'products', 'demo', 'demo', 'product', 1, 'cafe cup demo', 1796075773046, NULL, CAST('{"id":"demo","type":"product","name":"Café cup","description":null,"imageUrl":"/pictures/cup.svg","price":{"amount":1200,"currency":"EUR"},"stock":40,"version":1,"changedAt":"2026-11-30T21:56:13.017Z","deletedAt":null}' AS BLOB));
INSERT INTO documents VALUES (4, 'products', 'gone', 'gone', 'product', 2, NULL, 1796075773090, NULL, CAST('{"id":"gone","type":"product","ttl":7776000,"name":"Gone","description":null,"imageUrl":null,"price":{"amount":100,"currency":"EUR"},"stock":0,"version":2,"changedAt":"2026-11-30T21:56:13.087Z","deletedAt":"2026-11-30T21:56:13.087Z"}' AS BLOB));
INSERT INTO documents VALUES (6, 'livestreams', 'demo', '_change-1', 'change', 1, NULL, 1796075773156, NULL, CAST('{"id":"_change-1","type":"change","streamId":"demo","version":1,"at":"2026-11-30T21:56:13.110Z","by":"Ann","byId":"Ann","action":"created","productId":null,"productVersion":null,"before":null,"traceParent":"00-90bed18b08bd83a65ef25f5339d37507-78e03168df05a937-00"}' AS BLOB));
INSERT INTO documents VALUES (8, 'livestreams', 'demo', '_change-2', 'change', 2, NULL, 1796075773215, NULL, CAST('{"id":"_change-2","type":"change","streamId":"demo","version":2,"at":"2026-11-30T21:56:13.207Z","by":"Ann","byId":"Ann","action":"product-pinned","productId":"mug","productVersion":1,"before":null,"traceParent":"00-11ebcfa21c21a0833f974dab20ff74da-2e78adbdf4c2f1ce-00"}' AS BLOB));
INSERT INTO documents VALUES (10, 'livestreams', 'demo', '_change-3', 'change', 3, NULL, 1796075773235, NULL, CAST('{"id":"_change-3","type":"change","streamId":"demo","version":3,"at":"2026-11-30T21:56:13.234Z","by":"Ann","byId":"Ann","action":"product-pinned","productId":"demo","productVersion":1,"before":null,"traceParent":"00-aac36fe18565165af16a0e6b35842796-cb0fb91cb9302bba-00"}' AS BLOB));
INSERT INTO documents VALUES (12, 'livestreams', 'demo', '_change-4', 'change', 4, NULL, 1796075773253, NULL, CAST('{"id":"_change-4","type":"change","streamId":"demo","version":4,"at":"2026-11-30T21:56:13.250Z","by":"Ann","byId":"Ann","action":"started","productId":null,"productVersion":null,"before":{"broadcast":{"status":"scheduled","startedAt":null,"endedAt":null}},"traceParent":"00-f750bfd878a0a833add91331f89cc137-4edeabe3e8637a68-00"}' AS BLOB));
INSERT INTO documents VALUES (13, 'products', 'mug', 'mug', 'product', 2, 'mug mug', 1796075773275, NULL, CAST('{"id":"mug","type":"product","name":"Mug","description":"Blue \"and\" wide, 30 €","imageUrl":null,"price":{"amount":1490,"currency":"EUR"},"stock":3,"version":2,"changedAt":"2026-11-30T21:56:13.274Z","deletedAt":null}' AS BLOB));
INSERT INTO documents VALUES (14, 'livestreams', 'demo', 'demo', 'livestream', 5, '0-251606225026749-demo', 1796075773281, NULL, CAST('{"id":"demo","type":"livestream","streamId":"demo","title":"Autumn show","description":null,"playbackUrl":null,"thumbnailUrl":null,"status":"live","scheduledFor":null,"startedAt":"2026-11-30T21:56:13.250Z","endedAt":null,"version":5,"detailsVersion":1,"changedAt":"2026-11-30T21:56:13.279Z","pinnedProducts":[{"productId":"mug","pinnedAt":"2026-11-30T21:56:13.207Z","displayOrder":0,"isActive":true,"product":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1490,"currency":"EUR"},"stock":3},"productVersion":2},{"productId":"demo","pinnedAt":"2026-11-30T21:56:13.234Z","displayOrder":1,"isActive":true,"product":{"id":"demo","name":"Café cup","imageUrl":"/pictures/cup.svg","price":{"amount":1200,"currency":"EUR"},"stock":40},"productVersion":1}]}' AS BLOB));
INSERT INTO documents VALUES (15, 'livestreams', 'demo', '_change-5', 'change', 5, NULL, 1796075773281, NULL, CAST('{"id":"_change-5","type":"change","streamId":"demo","version":5,"at":"2026-11-30T21:56:13.279Z","by":"system","byId":"system","action":"product-refreshed","productId":"mug","productVersion":2,"before":{"pin":{"productId":"mug","pinnedAt":"2026-11-30T21:56:13.207Z","displayOrder":0,"isActive":true,"product":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"stock":3},"productVersion":1}}}' AS BLOB));
INSERT INTO documents VALUES (17, 'carts', 'c928261c6e4ee4bf884be466f5a46300', 'c928261c6e4ee4bf884be466f5a46300', 'cart', 2, NULL, 1796075774496, 1798667774496, CAST('{"id":"c928261c6e4ee4bf884be466f5a46300","type":"cart","ttl":2592000,"items":[{"productId":"mug","quantity":2,"streamId":"demo","addedAt":"2026-11-30T21:56:14.491Z"}],"additions":[],"version":2,"changedAt":"2026-11-30T21:56:14.491Z"}' AS BLOB));
INSERT INTO pinned_products VALUES ('demo', 'demo');
INSERT INTO pinned_products VALUES ('mug', 'demo');
INSERT INTO feed_cursors VALUES ('livestreams', 'publish-6a96b38cd63a', 15);
INSERT INTO feed_cursors VALUES ('livestreams', 'recheck', 15);
INSERT INTO feed_cursors VALUES ('products', 'refresh', 13);
COMMIT;
