using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace LiveShop.Functions.Http;

/// <summary>Settings <c>Auth__Authority</c> and <c>Auth__Audience</c>.</summary>
public sealed class OidcOptions
{
    /// <summary>The issuer's address, such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Who the tokens must be for: the API's client id or application id URI.</summary>
    public string Audience { get; set; } = "";

    /// <summary>How long the issuer may take to answer a question for its keys.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);
}

/// <summary>Tokens of an OpenID Connect issuer, by the keys it publishes. Keys it rotates to are fetched when a token first names them.</summary>
public sealed class OidcTrust : ITokenTrust
{
    // Asymmetric algorithms only: a published key must never verify a signature made with that key as a shared secret.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly TimeSpan PauseBetweenRefreshes = TimeSpan.FromSeconds(5);

    /// <summary>So long are published keys believed without asking again, give or take the library's jitter.</summary>
    private static readonly TimeSpan LongestTrust = TimeSpan.FromHours(1);

    private readonly ConfigurationManager<OpenIdConnectConfiguration> issuer;
    private readonly TokenValidationParameters parameters;

    /// <summary>
    /// Lets a token that names a new key wait until the keys are fetched, instead of being refused meanwhile. The library
    /// asks for it once in a process, when it first handles a token: call this before.
    /// </summary>
    public static void WaitForNewKeys() => AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);

    public OidcTrust(IOptions<OidcOptions> options)
    {
        var authority = new Uri(options.Value.Authority);
        issuer = new($"{options.Value.Authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(new HttpClient { Timeout = options.Value.Timeout }) { RequireHttps = !authority.IsLoopback })
        {
            RefreshInterval = PauseBetweenRefreshes,
            AutomaticRefreshInterval = LongestTrust,
            // Or a key that the issuer has withdrawn would be good for another hour after that is known.
            UseLastKnownGoodConfiguration = false,
        };
        parameters = TokenRules.Of(options.Value.Audience, Algorithms);
        parameters.ConfigurationManager = issuer;
    }

    public async ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation)
    {
        try
        {
            var configuration = await issuer.GetConfigurationAsync(cancellation);
            var current = parameters.Clone();
            current.ValidIssuer = configuration.Issuer;
            return current;
        }
        catch (InvalidOperationException exception)
        {
            throw new IssuerUnavailableException("The token issuer's keys cannot be had.", exception);
        }
    }
}
