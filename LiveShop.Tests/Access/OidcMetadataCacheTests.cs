using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
namespace LiveShop.Tests.Access;

/// <summary>How long an issuer's keys are cached.</summary>
public sealed class OidcMetadataCacheTests : IAsyncLifetime
{
    private const string Audience = "api://liveshop";

    private readonly ManualStopwatch clock = new();
    private OidcIssuer issuer = null!;
    private OidcTokenValidator validator = null!;

    public async Task InitializeAsync()
    {
        issuer = await OidcIssuer.StartAsync("key");
        validator = issuer.ValidatorFor(Audience, clock);
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    [Fact]
    public async Task Withdrawn_key_is_rejected_after_an_hour()
    {
        var token = Token();
        Assert.True(await IsAcceptedAsync(token));
        issuer.Rotate();
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.True(await IsAcceptedAsync(token));

        clock.Advance(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(async () => !await IsAcceptedAsync(token));
        Assert.True(await IsAcceptedAsync(Token()));
    }

    [Fact]
    public async Task Cached_keys_older_than_an_hour_are_used_without_waiting_for_a_silent_issuer()
    {
        Assert.True(await IsAcceptedAsync(Token()));
        issuer.State = IssuerState.Silent;
        clock.Advance(TimeSpan.FromHours(2));

        Assert.True(await IsAcceptedAsync(Token()));
        Assert.True(await IsAcceptedAsync(Token()));
    }

    [Fact]
    public async Task Unknown_key_triggers_another_fetch_after_five_seconds_and_not_before()
    {
        Assert.True(await IsAcceptedAsync(Token()));
        issuer.Rotate();
        Assert.True(await IsAcceptedAsync(Token()));

        issuer.Rotate();
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(await IsAcceptedAsync(Token()));
        Assert.Equal(2, issuer.KeyRequests);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await IsAcceptedAsync(Token()));
    }

    private string Token() => issuer.Sign(Jwt.Claims(issuer.Address, Audience));

    private async Task<bool> IsAcceptedAsync(string token) =>
        await validator.ValidateAsync(token, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)) is not null;
}
