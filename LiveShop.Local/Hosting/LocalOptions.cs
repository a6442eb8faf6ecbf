namespace LiveShop.Local.Hosting;

/// <summary>Settings <c>LiveShop__…</c>.</summary>
public sealed class LocalOptions
{
    public const string Section = "LiveShop";

    /// <summary>Where the data, the key and the lock are; made when it is not there.</summary>
    public string DataDirectory { get; set; } = ".liveshop";

    /// <summary>Fill an empty store with the sample shop.</summary>
    public bool SampleData { get; set; } = true;

    /// <summary>Origins of pages on other hosts that may call, separated by commas.</summary>
    public string AllowedOrigins { get; set; } = "";

    /// <summary>Build the pages at the start when they are missing or stale.</summary>
    public bool BuildPages { get; set; } = true;

    /// <summary>The folder <c>web</c> of this repository, where the pages are made; looked for above the program when left out.</summary>
    public string? WebDirectory { get; set; }

    /// <exception cref="StartupException">One of them is no origin.</exception>
    public string[] Origins =>
        [.. AllowedOrigins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(OriginOf)];

    /// <exception cref="StartupException">One of them is not of its kind.</exception>
    public static LocalOptions From(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(Section).Get<LocalOptions>() ?? new();
        }
        catch (InvalidOperationException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
    }

    private static string OriginOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? address.GetLeftPart(UriPartial.Authority)
            : throw new StartupException($"{Section}__{nameof(AllowedOrigins)} must hold origins, such as https://shop.example, separated by commas.");
}
