using System.Globalization;

namespace LiveShop.Core.Storage;

/// <summary>
/// The order of a list by time as a text to sort by, ascending and ordinal: the newest first. It ends with an id, so that no two
/// items have the same.
/// </summary>
public static class NewestFirst
{
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string KeyOf(DateTimeOffset at, string id) =>
        string.Create(CultureInfo.InvariantCulture, $"{Latest - at.ToUnixTimeMilliseconds():D15}-{id}");
}
