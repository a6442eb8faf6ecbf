using System.Diagnostics;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Local.SignIn;
namespace LiveShop.Tests.Access;

/// <summary>Token lifetimes, with half a minute of clock skew allowed.</summary>
public sealed class TokenLifetimeTests : IAsyncLifetime, IDisposable
{
    private const string Audience = "api://liveshop";
    private const int AnHour = 3600;

    private static readonly TimeSpan Aside = TimeSpan.FromSeconds(10);

    private readonly TemporaryFolder data = new();
    private OidcIssuer issuer = null!;

    /// <summary>Seconds from now.</summary>
    public static TheoryData<int, int, bool> Lifetimes => new()
    {
        { -AnHour, -15, true }, { -AnHour, -45, false }, { 15, AnHour, true }, { 45, AnHour, false },
    };

    public async Task InitializeAsync() => issuer = await OidcIssuer.StartAsync();

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    public void Dispose() => data.Dispose();

    [Theory, MemberData(nameof(Lifetimes))]
    public async Task Issuer_token_is_valid_from_nbf_to_exp_with_half_a_minute_of_clock_skew(int from, int until, bool isGood)
    {
        var validator = issuer.ValidatorFor(Audience, TimeProvider.System);

        Assert.Equal(isGood, await IsAcceptedAsync(validator, () => issuer.Sign(Claims(issuer.Address, Audience, from, until))));
    }

    [Theory, MemberData(nameof(Lifetimes))]
    public async Task Local_token_is_valid_from_nbf_to_exp_with_half_a_minute_of_clock_skew(int from, int until, bool isGood)
    {
        var validator = new LocalTokenValidator(InstallationKey.Open(data.Path));
        var key = await File.ReadAllBytesAsync(Path.Combine(data.Path, "signing.key"));

        Assert.Equal(isGood, await IsAcceptedAsync(validator, () => Jwt.Hs256(key, Claims("liveshop-local", LocalTokenValidator.Audience, from, until))));
    }

    private static Dictionary<string, object?> Claims(string issuer, string audience, int from, int until) =>
        Jwt.Claims(issuer, audience, TimeSpan.FromSeconds(until), TimeSpan.FromSeconds(from));

    // Repeats when the machine was so slow that the token's lifetime no longer has the intended margin.
    private static async Task<bool> IsAcceptedAsync(ITokenValidator validator, Func<string> make)
    {
        while (true)
        {
            var age = Stopwatch.StartNew();
            var isAccepted = await validator.ValidateAsync(make(), CancellationToken.None) is not null;
            if (age.Elapsed < Aside)
                return isAccepted;
        }
    }
}
