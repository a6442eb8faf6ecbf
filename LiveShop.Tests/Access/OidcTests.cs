using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;

namespace LiveShop.Tests.Access;

/// <summary>Admins by the tokens of an OpenID Connect issuer, as in Azure.</summary>
public sealed class OidcTests : IAsyncLifetime
{
    private const string Audience = "api://liveshop";
    private const string AdminsOnly = "/api/livestreams/demo/changes";

    private OidcIssuer issuer = null!;
    private LocalServer server = null!;

    public async Task InitializeAsync()
    {
        issuer = await OidcIssuer.StartAsync();
        server = await LocalServer.StartAsync("--Auth:Authority", issuer.Address, "--Auth:Audience", Audience, "--Auth:Timeout", "00:00:01", "--Auth:ClientId", "page", "--Auth:Scopes", "a b");
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task Admin_of_the_issuer_is_authorized_and_named_in_the_journal()
    {
        using var admin = server.WithToken(issuer.Sign(Claims().With("oid", "ann-oid")));

        await admin.PostAsync("/api/livestreams/demo/stop", null).JsonAsync();

        var change = (await admin.GetAsync(AdminsOnly).JsonAsync()).Items().Last();
        Assert.Equal(("Ann", "ann-oid"), (change.Text("by"), change.Text("byId")));
    }

    [Fact]
    public async Task Rotated_key_is_accepted_at_once_and_the_old_key_is_rejected()
    {
        var before = issuer.Sign(Claims());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(before));

        issuer.Rotate();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(before));
    }

    [Fact]
    public async Task Invented_key_ids_do_not_trigger_a_fetch_each()
    {
        using var otherKey = RsaKeys.Of("other");
        await StatusAsync(issuer.Sign(Claims()));

        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => StatusAsync(Jwt.Rs256(otherKey, $"made-up-{number}", Claims()))));

        // The first question, one for the first made-up name, and one every five seconds from then on.
        Assert.InRange(issuer.KeyRequests, 1, 2 + (int)Math.Ceiling(stopwatch.Elapsed / TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Cached_keys_are_accepted_while_the_issuer_is_down()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));

        issuer.State = IssuerState.Failing;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));
    }

    [Theory, InlineData(nameof(IssuerState.Failing)), InlineData(nameof(IssuerState.Silent))]
    public async Task Unreachable_issuer_is_503_and_admins_are_authorized_once_it_is_back(string state)
    {
        issuer.State = Enum.Parse<IssuerState>(state);
        using var admin = server.WithToken(issuer.Sign(Claims()));

        using var answer = await admin.GetAsync(AdminsOnly);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("urn:liveshop:problem:issuer-unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).Text("type"));
        await server.Http.GetAsync("/api/livestreams/demo").JsonAsync();
        issuer.State = IssuerState.Up;
        await Eventually.HoldsAsync(async () => await StatusAsync(issuer.Sign(Claims())) == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Local_sign_in_is_404_with_an_issuer_and_the_page_settings_name_the_issuer()
    {
        using var answer = await server.Http.PostAsJsonAsync("/dev/token", new { name = "ann" });

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var auth = (await server.Http.GetFromJsonAsync<JsonElement>("/config.json")).GetProperty("auth");
        Assert.Equal(("entra", issuer.Address, "page"), (auth.Text("kind"), auth.Text("authority"), auth.Text("clientId")));
        Assert.Equal(["a", "b"], auth.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()));
    }

    private Dictionary<string, object?> Claims() => Jwt.Claims(issuer.Address, Audience);

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var client = server.WithToken(token);
        using var answer = await client.GetAsync(AdminsOnly);
        return answer.StatusCode;
    }
}
