namespace LiveShop.Local.Hosting;

/// <summary>Settings <c>LiveShop__…</c>.</summary>
public sealed class LocalOptions
{
    public const string Section = "LiveShop";

    /// <summary>The folder of the data file, the signing key, the instance id and the lock. Created when missing.</summary>
    public string DataDirectory { get; set; } = ".liveshop";

    /// <summary>Fill an empty store with the sample shop.</summary>
    public bool SampleData { get; set; } = true;

    /// <summary>Origins of pages on other hosts that may call the API, separated by commas.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>
    /// Listen beyond loopback although no OpenID Connect issuer is configured. Callers on this machine can then still sign in as
    /// admins, so nothing on it may forward requests of others without saying so.
    /// </summary>
    public bool AllowLocalSignIn { get; set; }

    /// <summary>Build the pages at the start when they are missing or stale.</summary>
    public bool BuildPages { get; set; } = true;

    /// <summary>The repository's folder <c>web</c>, where the pages are built; searched for above the program when not set.</summary>
    public string? WebDirectory { get; set; }

    /// <summary>Write group messages directly to the sockets. Off, they go through SignalR, which the benchmark compares.</summary>
    public bool DirectSend { get; set; } = true;

    /// <summary>The origins of <see cref="AllowedOrigins"/>; null in place of each that is not an origin.</summary>
    internal IEnumerable<string?> Origins =>
        AllowedOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(OriginOf);

    private static string? OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address.GetLeftPart(UriPartial.Authority)
            : null;
}
