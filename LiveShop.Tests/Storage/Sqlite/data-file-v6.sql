-- A data file of version 6, as LiveShop wrote it while products had their stock in their own documents.
PRAGMA application_id = 1280534640;
PRAGMA user_version = 6;
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
CREATE UNIQUE INDEX changes_by_version ON documents (container, partition_key, version) WHERE type = 'change';
CREATE TABLE due_orders (
    order_id TEXT    NOT NULL PRIMARY KEY,
    due_at   INTEGER NOT NULL -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
CREATE INDEX due_orders_by_time ON due_orders (due_at);
INSERT INTO documents VALUES (2, 'catalog', 'mug', '_change-1', 'change', 1, NULL, 1796103319788, NULL, CAST('{"id":"_change-1","type":"change","productId":"mug","version":1,"at":"2026-12-01T05:35:19.722Z","by":"Ann","byId":"Ann","action":"created","traceParent":"00-f1713302a9d9974f3f4d39e47b80475b-6003a0c59982829f-00"}' AS BLOB));
INSERT INTO documents VALUES (4, 'catalog', 'mug', '_change-2', 'change', 2, NULL, 1796103319895, NULL, CAST('{"id":"_change-2","type":"change","productId":"mug","version":2,"at":"2026-12-01T05:35:19.877Z","by":"Ann","byId":"Ann","action":"changed","before":{"stock":12},"after":{"stock":9},"traceParent":"00-ee58a523aa8186573473dc16ff48646f-908d3124a81f39b2-00"}' AS BLOB));
INSERT INTO documents VALUES (5, 'catalog', 'shirt', 'shirt', 'product', 1, 'shirt shirt', 1796103319931, NULL, CAST('{"id":"shirt","type":"product","productId":"shirt","name":"Shirt","description":null,"images":[],"imageAltTexts":[],"vatRateId":null,"options":[{"name":"Size","values":["S","M"]}],"variants":[{"id":"s","sku":null,"price":{"amount":5900,"currency":"EUR"},"compareAtPrice":null,"stock":0,"imageUrl":null,"optionValues":["S"]},{"id":"m","sku":null,"price":{"amount":5900,"currency":"EUR"},"compareAtPrice":null,"stock":null,"imageUrl":null,"optionValues":["M"]}],"pastPrices":[],"version":1,"changedAt":"2026-12-01T05:35:19.920Z","cardChangedBy":{"id":"Ann","name":"Ann"},"deletedAt":null}' AS BLOB));
INSERT INTO documents VALUES (6, 'catalog', 'shirt', '_change-1', 'change', 1, NULL, 1796103319931, NULL, CAST('{"id":"_change-1","type":"change","productId":"shirt","version":1,"at":"2026-12-01T05:35:19.920Z","by":"Ann","byId":"Ann","action":"created","traceParent":"00-5721bc5e133233b9d50ac6d9a2a7139d-d55c9ce4c334a96d-00"}' AS BLOB));
INSERT INTO documents VALUES (8, 'catalog', 'gone', '_change-1', 'change', 1, NULL, 1796103319963, NULL, CAST('{"id":"_change-1","type":"change","productId":"gone","version":1,"at":"2026-12-01T05:35:19.958Z","by":"Ann","byId":"Ann","action":"created","traceParent":"00-2b3532d4ad3ed5ad94ce6e442e2b0f1f-cd85903ce9af32d6-00"}' AS BLOB));
INSERT INTO documents VALUES (9, 'catalog', 'gone', 'gone', 'product', 2, NULL, 1796103319998, NULL, CAST('{"id":"gone","type":"product","productId":"gone","name":"Gone","description":null,"images":[],"imageAltTexts":[],"vatRateId":null,"options":[],"variants":[{"id":"default","sku":null,"price":{"amount":100,"currency":"EUR"},"compareAtPrice":null,"stock":4,"imageUrl":null,"optionValues":[]}],"pastPrices":[],"version":2,"changedAt":"2026-12-01T05:35:19.996Z","cardChangedBy":{"id":"Ann","name":"Ann"},"deletedAt":"2026-12-01T05:35:19.996Z"}' AS BLOB));
INSERT INTO documents VALUES (10, 'catalog', 'gone', '_change-2', 'change', 2, NULL, 1796103319999, NULL, CAST('{"id":"_change-2","type":"change","productId":"gone","version":2,"at":"2026-12-01T05:35:19.996Z","by":"Ann","byId":"Ann","action":"deleted","traceParent":"00-145b47cd06778cbf9215b7afafae3553-91942a407bfc9b60-00"}' AS BLOB));
INSERT INTO documents VALUES (12, 'livestreams', 'demo', '_change-1', 'change', 1, NULL, 1796103320076, NULL, CAST('{"id":"_change-1","type":"change","streamId":"demo","version":1,"at":"2026-12-01T05:35:20.026Z","by":"Ann","byId":"Ann","action":"created","productId":null,"productVersion":null,"before":null,"traceParent":"00-cf8894a29d6212564749e6488744934d-d088eb67a52caa82-00"}' AS BLOB));
INSERT INTO documents VALUES (14, 'livestreams', 'demo', '_change-2', 'change', 2, NULL, 1796103320183, NULL, CAST('{"id":"_change-2","type":"change","streamId":"demo","version":2,"at":"2026-12-01T05:35:20.170Z","by":"Ann","byId":"Ann","action":"product-pinned","productId":"mug","productVersion":2,"before":null,"traceParent":"00-364516b781b3495a29bf825cac0a61b5-1c8dbe7c55186069-00"}' AS BLOB));
INSERT INTO documents VALUES (16, 'livestreams', 'demo', '_change-3', 'change', 3, NULL, 1796103320223, NULL, CAST('{"id":"_change-3","type":"change","streamId":"demo","version":3,"at":"2026-12-01T05:35:20.219Z","by":"Ann","byId":"Ann","action":"started","productId":null,"productVersion":null,"before":{"broadcast":{"status":"scheduled","startedAt":null,"endedAt":null}},"traceParent":"00-b1a486adcd6dbfb1c14c368678b743a0-fe2af1766512e557-00"}' AS BLOB));
INSERT INTO documents VALUES (18, 'carts', 'e4ee3ec7f84c427f521ec68303e8a76a', 'e4ee3ec7f84c427f521ec68303e8a76a', 'cart', 2, NULL, 1796103320554, 1798695320554, CAST('{"id":"e4ee3ec7f84c427f521ec68303e8a76a","type":"cart","ttl":2592000,"items":[{"productId":"mug","quantity":2,"streamId":null,"addedAt":"2026-12-01T05:35:20.544Z"}],"additions":[],"version":2,"changedAt":"2026-12-01T05:35:20.544Z"}' AS BLOB));
INSERT INTO documents VALUES (19, 'catalog', 'mug', 'mug', 'product', 3, 'mug mug', 1796103320581, NULL, CAST('{"id":"mug","type":"product","productId":"mug","name":"Mug","description":null,"images":[],"imageAltTexts":[],"vatRateId":null,"options":[],"variants":[{"id":"default","sku":null,"price":{"amount":1990,"currency":"EUR"},"compareAtPrice":null,"stock":8,"imageUrl":null,"optionValues":[]}],"pastPrices":[],"version":3,"changedAt":"2026-12-01T05:35:20.580Z","cardChangedBy":{"id":"Ann","name":"Ann"},"deletedAt":null}' AS BLOB));
INSERT INTO documents VALUES (20, 'catalog', 'mug', '_change-3', 'change', 3, NULL, 1796103320581, NULL, CAST('{"id":"_change-3","type":"change","productId":"mug","version":3,"at":"2026-12-01T05:35:20.580Z","by":"Ann","byId":"Ann","action":"changed","before":{"stock":9},"after":{"stock":8},"traceParent":"00-105a58c60420f79063e617010591d11b-17d87b6080f3eaac-00"}' AS BLOB));
INSERT INTO documents VALUES (21, 'livestreams', 'demo', 'demo', 'livestream', 4, '0-251606197479780-demo', 1796103320593, NULL, CAST('{"id":"demo","type":"livestream","streamId":"demo","title":"Autumn show","description":null,"playbackUrl":null,"thumbnailUrl":null,"status":"live","scheduledFor":null,"startedAt":"2026-12-01T05:35:20.219Z","endedAt":null,"version":4,"detailsVersion":1,"changedAt":"2026-12-01T05:35:20.587Z","pinnedProducts":[{"productId":"mug","pinnedAt":"2026-12-01T05:35:20.170Z","displayOrder":0,"isActive":true,"product":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"availability":"low","stock":8,"hasOptions":false},"productVersion":3}]}' AS BLOB));
INSERT INTO documents VALUES (22, 'livestreams', 'demo', '_change-4', 'change', 4, NULL, 1796103320593, NULL, CAST('{"id":"_change-4","type":"change","streamId":"demo","version":4,"at":"2026-12-01T05:35:20.587Z","by":"Ann","byId":"Ann","action":"product-refreshed","productId":"mug","productVersion":3,"before":{"pin":{"productId":"mug","pinnedAt":"2026-12-01T05:35:20.170Z","displayOrder":0,"isActive":true,"product":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"availability":"low","stock":9,"hasOptions":false},"productVersion":2}},"card":{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1990,"currency":"EUR"},"availability":"low","stock":8,"hasOptions":false}}' AS BLOB));
INSERT INTO pinned_products VALUES ('mug', 'demo');
INSERT INTO feed_cursors VALUES ('catalog', 'refresh', 20);
INSERT INTO feed_cursors VALUES ('livestreams', 'publish-6027dcd6ced0', 22);
INSERT INTO feed_cursors VALUES ('livestreams', 'recheck', 22);
COMMIT;
