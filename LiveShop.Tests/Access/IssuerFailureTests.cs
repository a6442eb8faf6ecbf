using System.Net;
using System.Security.Cryptography;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;
using Microsoft.AspNetCore.Http;
namespace LiveShop.Tests.Access;

/// <summary>A slow, silent or broken issuer admits nobody, and tokens with cached keys do not wait for it.</summary>
public sealed class IssuerFailureTests : IAsyncLifetime
{
    private const string Audience = "api://liveshop";
    private const string AdminsOnly = "/api/livestreams/demo/changes";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private OidcIssuer issuer = null!;

    public async Task InitializeAsync() => issuer = await OidcIssuer.StartAsync("key");

    public async Task DisposeAsync() => await issuer.DisposeAsync();

    public static TheoryData<string> InvalidResponses =>
    [
        "", "null", "[]", "{}", "<html>", "\"text\"", """{"issuer":7}""", """{"issuer":"x"}""", """{"issuer":"x","jwks_uri":"nowhere"}""", """{"issuer":"x","jwks_uri":"file:///etc/passwd"}""",
        """{"keys":[]}""", """{"keys":null}""", """{"keys":[{}]}""", """{"keys":[{"kty":"RSA","n":"x"}]}""", """{"keys":[{"kty":"oct","k":"c2VjcmV0","kid":"key-0"}]}""",
    ];

    [Theory, MemberData(nameof(InvalidResponses))]
    public async Task Invalid_issuer_metadata_admits_nobody_and_does_not_replace_cached_keys(string invalid)
    {
        var clock = new ManualStopwatch();
        var validator = issuer.ValidatorFor(Audience, clock);
        Task<bool> IsAcceptedAsync(string token) => Task.Run(async () => await validator.ValidateAsync(token, CancellationToken.None).WaitAsync(Patience) is not null);
        issuer.Override = context => IsFor(context, invalid) ? context.Response.WriteAsync(invalid) : null;
        await Assert.ThrowsAsync<IssuerUnavailableException>(() => IsAcceptedAsync(issuer.Sign(Claims())));

        issuer.Override = null;
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await IsAcceptedAsync(issuer.Sign(Claims())));
        issuer.Override = context => IsFor(context, invalid) ? context.Response.WriteAsync(invalid) : null;
        using var otherKey = RsaKeys.Of("other");

        await Assert.ThrowsAsync<IssuerUnavailableException>(() => IsAcceptedAsync(Jwt.Rs256(otherKey, "made-up", Claims())));
        Assert.True(await IsAcceptedAsync(issuer.Sign(Claims())));
    }

    [Theory, InlineData("endless"), InlineData("dripping"), InlineData("round and round"), InlineData("cut off")]
    public async Task Issuer_response_that_never_completes_times_out(string kind)
    {
        await using var server = await StartAsync("00:00:01");
        issuer.Override = context => AnswerAsync(context, kind);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, issuer.Sign(Claims())));

        issuer.Override = null;
        await Eventually.HoldsAsync(async () => await StatusAsync(server, issuer.Sign(Claims())) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_waiting_for_a_silent_issuer_share_one_fetch()
    {
        const int admins = 30;
        await using var server = await StartAsync("00:00:03");
        issuer.State = IssuerState.Silent;

        var statuses = await Task.WhenAll(Enumerable.Range(0, admins).Select(_ => StatusAsync(server, issuer.Sign(Claims()))));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.InRange(issuer.DiscoveryRequests, 1, admins / 3);
    }

    [Fact]
    public async Task Cached_key_is_used_while_another_request_waits_for_a_silent_issuer()
    {
        await using var server = await StartAsync("00:01:00");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, issuer.Sign(Claims())));
        issuer.State = IssuerState.Silent;
        using var otherKey = RsaKeys.Of("other");

        var waiting = StatusAsync(server, Jwt.Rs256(otherKey, "made-up", Claims()));
        await Eventually.HoldsAsync(() => Task.FromResult(issuer.DiscoveryRequests == 2));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, issuer.Sign(Claims())));
        Assert.False(waiting.IsCompleted);
        issuer.Release();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await waiting);
    }

    // Texts with keys replace the key set, all others the discovery document.
    private static bool IsFor(HttpContext context, string invalid) =>
        context.Request.Path.StartsWithSegments("/keys") == invalid.Contains("\"keys\"", StringComparison.Ordinal);

    private static async Task AnswerAsync(HttpContext context, string kind)
    {
        switch (kind)
        {
            case "round and round":
                context.Response.Redirect(context.Request.Path);
                break;
            case "cut off":
                context.Response.ContentLength = 1000;
                await context.Response.WriteAsync("{");
                context.Abort();
                break;
            default:
                var part = new byte[kind == "endless" ? 64 * 1024 : 1];
                while (!context.RequestAborted.IsCancellationRequested)
                {
                    await context.Response.Body.WriteAsync(part, context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    if (kind == "dripping")
                        await Task.Delay(100, context.RequestAborted);
                }

                break;
        }
    }

    private Dictionary<string, object?> Claims() => Jwt.Claims(issuer.Address, Audience);

    private Task<LocalServer> StartAsync(string timeout) =>
        LocalServer.StartAsync("--Auth:Authority", issuer.Address, "--Auth:Audience", Audience, "--Auth:Timeout", timeout);

    private static async Task<HttpStatusCode> StatusAsync(LocalServer server, string token)
    {
        using var client = server.WithToken(token);
        using var answer = await client.GetAsync(AdminsOnly);
        return answer.StatusCode;
    }
}
