using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace LiveShop.Tests.Access;

/// <summary>RSA keys by name, generated once for all tests, since generating 2,048 bits takes longer than most tests.</summary>
internal static class RsaKeys
{
    private static readonly ConcurrentDictionary<string, Lazy<RSAParameters>> Keys = new(StringComparer.Ordinal);

    /// <summary>A new instance for each call, since RSA instances are not thread-safe.</summary>
    public static RSA Of(string name) => RSA.Create(Keys.GetOrAdd(name, _ => new(Generate)).Value);

    private static RSAParameters Generate()
    {
        using var key = RSA.Create(2048);
        return key.ExportParameters(includePrivateParameters: true);
    }
}
