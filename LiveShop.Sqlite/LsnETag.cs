using System.Globalization;

namespace LiveShop.Sqlite;

/// <summary>A document's ETag is the lsn of its last write, which no other write shares.</summary>
internal static class LsnETag
{
    public static string Of(long lsn) => lsn.ToString(CultureInfo.InvariantCulture);

    public static bool TryParse(string etag, out long lsn) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out lsn);
}
