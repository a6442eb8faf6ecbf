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

    private readonly ConfigurationManager<OpenIdConnectConfiguration> issuer;
    private readonly TokenValidationParameters parameters;

    public OidcTrust(IOptions<OidcOptions> options)
    {
        var authority = new Uri(options.Value.Authority);
        issuer = new($"{options.Value.Authority.TrimEnd('/')}/.well-known/openid-configuration",
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever { RequireHttps = !authority.IsLoopback })
        {
            RefreshInterval = PauseBetweenRefreshes,
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
