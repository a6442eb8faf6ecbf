using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
namespace LiveShop.Tests.Access;

/// <summary>How long an issuer's keys are cached.</summary>
public sealed class OidcMetadataCacheTests : IAsyncLifetime
{
    private const string Audience = "api://liveshop";

    private readonly ManualStopwatch clock = new();
    private OidcIssuer issuer = null!;
    private OidcTokenValidator trust = null!;

    public async Task InitializeAsync()
    {
        issuer = await OidcIssuer.StartAsync("key");
        trust = issuer.TrustedFor(Audience, clock);
    }

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    [Fact]
    public async Task Withdrawn_key_is_rejected_after_an_hour()
    {
        var token = Token();
        Assert.True(await IsBelievedAsync(token));
        issuer.Rotate();
        clock.Pass(TimeSpan.FromMinutes(59));
        Assert.True(await IsBelievedAsync(token));

        clock.Pass(TimeSpan.FromMinutes(2));

        await Eventually.HoldsAsync(async () => !await IsBelievedAsync(token));
        Assert.True(await IsBelievedAsync(Token()));
    }

    [Fact]
    public async Task Cached_keys_older_than_an_hour_are_used_without_waiting_for_a_silent_issuer()
    {
        Assert.True(await IsBelievedAsync(Token()));
        issuer.State = IssuerState.Silent;
        clock.Pass(TimeSpan.FromHours(2));

        Assert.True(await IsBelievedAsync(Token()));
        Assert.True(await IsBelievedAsync(Token()));
    }

    [Fact]
    public async Task Unknown_key_triggers_another_fetch_after_five_seconds_and_not_before()
    {
        Assert.True(await IsBelievedAsync(Token()));
        issuer.Rotate();
        Assert.True(await IsBelievedAsync(Token()));

        issuer.Rotate();
        clock.Pass(TimeSpan.FromSeconds(4));
        Assert.False(await IsBelievedAsync(Token()));
        Assert.Equal(2, issuer.Questions);
        clock.Pass(TimeSpan.FromSeconds(2));
        Assert.True(await IsBelievedAsync(Token()));
    }

    private string Token() => issuer.Sign(Jwt.Claims(issuer.Address, Audience));

    private async Task<bool> IsBelievedAsync(string token) => await trust.ValidateAsync(token, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30)) is not null;
}
