using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace LiveShop.Functions.Auth;

/// <summary>
/// Cached OpenID Connect metadata of an issuer. At most one fetch is in flight, shared by all waiters; callers whose metadata is
/// cached never wait. The library's ConfigurationManager lets each waiter fetch in turn.
/// </summary>
internal sealed class OidcMetadataCache : IConfigurationManager<OpenIdConnectConfiguration>
{
    private const int MaxDocumentBytes = 1024 * 1024;

    /// <summary>Metadata that is older is fetched again in the background.</summary>
    private static readonly TimeSpan RefreshAfter = TimeSpan.FromHours(1);

    /// <summary>Minimum time between refreshes, so tokens with invented key ids cannot trigger a fetch each.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(5);

    /// <summary>How long a failed first fetch is answered to later callers before the next attempt.</summary>
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly string address;
    private readonly HttpDocumentRetriever retriever;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private volatile CacheEntry? cached;
    private Task<OpenIdConnectConfiguration>? lastFetch;
    private long? failedAt;
    private long? refreshedAt;

    public OidcMetadataCache(Uri authority, TimeSpan timeout, TimeProvider clock, ILogger logger)
    {
        address = $"{authority.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration";
        var http = new HttpClient { Timeout = timeout, MaxResponseContentBufferSize = MaxDocumentBytes };
        retriever = new(http) { RequireHttps = !authority.IsLoopback };
        (this.clock, this.logger) = (clock, logger);
    }

    /// <exception cref="IssuerUnavailableException">Nothing is cached, and the fetch failed.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (cached is not { } entry)
            return await GetOrStartFetch().WaitAsync(cancel);

        if (HasElapsed(RefreshAfter, entry.FetchedAt))
            RequestRefresh();
        return entry.Metadata;
    }

    /// <summary>Starts a refresh in the background, unless one is running or was started a moment ago.</summary>
    public void RequestRefresh() => _ = GetOrStartRefresh();

    /// <summary>Metadata that is newer than the given one, for a token whose signing key is not in it.</summary>
    /// <returns>Null when there is none, or the next refresh is not allowed yet.</returns>
    /// <exception cref="IssuerUnavailableException">The refresh failed.</exception>
    public async Task<OpenIdConnectConfiguration?> GetNewerAsync(OpenIdConnectConfiguration than, CancellationToken cancel)
    {
        var newest = cached?.Metadata;
        if (newest == than)
            newest = await GetOrStartRefresh().WaitAsync(cancel);
        return newest == than ? null : newest;
    }

    private Task<OpenIdConnectConfiguration> GetOrStartFetch()
    {
        lock (gate)
            return lastFetch is { } last && (!last.IsFaulted || !HasElapsed(RetryDelay, failedAt)) ? last : StartFetch();
    }

    private Task<OpenIdConnectConfiguration> GetOrStartRefresh()
    {
        lock (gate)
        {
            if (lastFetch is { IsCompleted: false } inFlight)
                return inFlight;
            if (!HasElapsed(RefreshInterval, refreshedAt))
                return lastFetch!;

            refreshedAt = clock.GetTimestamp();
            return StartFetch();
        }
    }

    // Not bound to the request that started it, because others wait for the same fetch.
    private Task<OpenIdConnectConfiguration> StartFetch() => lastFetch = Task.Run(FetchAsync);

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        try
        {
            var metadata = await OpenIdConnectConfigurationRetriever.GetAsync(address, retriever, CancellationToken.None);
            if (string.IsNullOrEmpty(metadata.Issuer) || metadata.SigningKeys.Count == 0)
                throw new InvalidOperationException("The issuer publishes no name or no keys.");

            cached = new(metadata, clock.GetTimestamp());
            return metadata;
        }
        catch (Exception exception)
        {
            logger.LogWarning(exception, "The keys of the token issuer {Address} cannot be fetched", address);
            lock (gate)
                failedAt = clock.GetTimestamp();
            throw new IssuerUnavailableException("The token issuer's keys cannot be fetched.", exception);
        }
    }

    private bool HasElapsed(TimeSpan interval, long? since) => since is not { } start || clock.GetElapsedTime(start) > interval;

    private sealed record CacheEntry(OpenIdConnectConfiguration Metadata, long FetchedAt);
}
