using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace LiveShop.Functions.Auth;

/// <summary>
/// What an issuer publishes of itself. It is asked one question at a time and all who need the answer wait for the same one,
/// so that a slow issuer makes nobody wait longer than a question may take, and those who can do with what is known not at all.
/// </summary>
internal sealed class OidcMetadataCache
{
    private const int MaxDocumentLength = 1024 * 1024;

    /// <summary>So long are published keys believed without asking again.</summary>
    private static readonly TimeSpan LongestTrust = TimeSpan.FromHours(1);

    /// <summary>Or whoever makes up names of keys could make us ask for each.</summary>
    private static readonly TimeSpan PauseBetweenRefreshes = TimeSpan.FromSeconds(5);

    /// <summary>So long does a failure answer those who ask after it.</summary>
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock turn = new();
    private readonly string address;
    private readonly HttpDocumentRetriever documents;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private volatile Answer? known;
    private Task<OpenIdConnectConfiguration>? question;
    private long? failedAt;
    private long? refreshedAt;

    public OidcMetadataCache(Uri authority, TimeSpan timeout, TimeProvider clock, ILogger logger)
    {
        address = $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
        documents = new(new HttpClient { Timeout = timeout, MaxResponseContentBufferSize = MaxDocumentLength }) { RequireHttps = !authority.IsLoopback };
        (this.clock, this.logger) = (clock, logger);
    }

    /// <exception cref="IssuerUnavailableException">Nothing is known, and nothing can be had now.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellation)
    {
        if (known is not { } answer)
            return await AskAsync().WaitAsync(cancellation);

        if (IsPast(answer.At, LongestTrust))
            _ = AskAgainAsync();
        return answer.Published;
    }

    /// <summary>For a token that is signed by none of the keys that are known.</summary>
    /// <returns>Null when there are no others, as far as may be asked now.</returns>
    /// <exception cref="IssuerUnavailableException">Whether there are others cannot be told now.</exception>
    public async Task<OpenIdConnectConfiguration?> GetNewerAsync(OpenIdConnectConfiguration than, CancellationToken cancellation)
    {
        var newest = known?.Published;
        if (newest == than)
            newest = await AskAgainAsync().WaitAsync(cancellation);
        return newest == than ? null : newest;
    }

    private Task<OpenIdConnectConfiguration> AskAsync()
    {
        lock (turn)
            return question is { } last && (!last.IsFaulted || !IsPast(failedAt, PauseAfterFailure)) ? last : Put();
    }

    private Task<OpenIdConnectConfiguration> AskAgainAsync()
    {
        lock (turn)
        {
            if (question is { IsCompleted: false } last)
                return last;
            if (!IsPast(refreshedAt, PauseBetweenRefreshes))
                return question!;

            refreshedAt = clock.GetTimestamp();
            return Put();
        }
    }

    // The question is nobody's own: it does not end with the request that happened to put it.
    private Task<OpenIdConnectConfiguration> Put() => question = Task.Run(FetchAsync);

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        try
        {
            var published = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, CancellationToken.None);
            if (string.IsNullOrEmpty(published.Issuer) || published.SigningKeys.Count == 0)
                throw new InvalidOperationException("The issuer publishes no name or no keys.");

            known = new(published, clock.GetTimestamp());
            return published;
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The keys of the token issuer {Address} cannot be had", address);
            lock (turn)
                failedAt = clock.GetTimestamp();
            throw new IssuerUnavailableException("The token issuer's keys cannot be had.", exception);
        }
    }

    private bool IsPast(long? since, TimeSpan pause) => since is not { } then || clock.GetElapsedTime(then) > pause;

    private sealed record Answer(OpenIdConnectConfiguration Published, long At);
}
