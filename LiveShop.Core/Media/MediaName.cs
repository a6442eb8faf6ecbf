using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace LiveShop.Core.Media;

/// <summary>
/// Names of uploaded pictures. A name is made of the picture's content, so the same picture has one name, and what a name stands
/// for never changes.
/// </summary>
public static partial class MediaName
{
    /// <summary>Start of the addresses under which pictures are served, relative to the API's host.</summary>
    public const string PathPrefix = "/api/media/";

    /// <summary>The one type of all pictures.</summary>
    public const string ContentType = "image/webp";

    private const string Extension = ".webp";

    /// <summary>Bytes of the SHA-256 that a name is made of.</summary>
    private const int HashLength = 16;

    /// <summary>In base64url (RFC 4648 5), because every card in every message holds an address.</summary>
    public static string Of(ReadOnlySpan<byte> content) =>
        Base64Url.EncodeToString(SHA256.HashData(content).AsSpan(0, HashLength)) + Extension;

    /// <summary>Whether it is a name of a picture; those of pictures that were uploaded earlier are in hexadecimal digits.</summary>
    public static bool IsValid(string? name) => name is not null && Name().IsMatch(name);

    /// <summary>The address that products, streams and the shop's settings hold.</summary>
    public static string AddressOf(string name) => PathPrefix + name;

    /// <summary>The name in an address of a picture, on whichever host; null when it is another address.</summary>
    public static string? In(string? address) =>
        address is not null && Address().Match(address) is { Success: true } found ? found.Groups[1].Value : null;

    [GeneratedRegex(@"\A(?:[0-9A-Za-z_-]{22}|[0-9a-f]{32})\.webp\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"/api/media/((?:[0-9A-Za-z_-]{22}|[0-9a-f]{32})\.webp)(?![^?#])")]
    private static partial Regex Address();
}
