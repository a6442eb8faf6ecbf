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
    public async Task Its_admins_get_in_and_the_journal_knows_them()
    {
        using var admin = server.WithToken(issuer.Sign(Claims().With("oid", "ann-oid")));

        await admin.PostAsync("/api/livestreams/demo/stop", null).JsonAsync();

        var change = (await admin.GetAsync(AdminsOnly).JsonAsync()).Items().Last();
        Assert.Equal(("Ann", "ann-oid"), (change.Text("by"), change.Text("byId")));
    }

    [Fact]
    public async Task Keys_that_the_issuer_rotates_to_are_taken_at_once_and_the_old_ones_no_longer()
    {
        var before = issuer.Sign(Claims());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(before));

        issuer.Rotate();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(before));
    }

    [Fact]
    public async Task Made_up_key_names_do_not_make_it_ask_the_issuer_over_and_over()
    {
        using var otherKey = RSA.Create(2048);
        await StatusAsync(issuer.Sign(Claims()));

        var stopwatch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => StatusAsync(Jwt.Rs256(otherKey, $"made-up-{number}", Claims()))));

        // The first question, one for the first made-up name, and one every five seconds from then on.
        Assert.InRange(issuer.Questions, 1, 2 + (int)Math.Ceiling(stopwatch.Elapsed / TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task Known_keys_are_good_while_the_issuer_is_down()
    {
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));

        issuer.State = IssuerState.Failing;

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(issuer.Sign(Claims())));
    }

    [Theory, InlineData(nameof(IssuerState.Failing)), InlineData(nameof(IssuerState.Silent))]
    public async Task Nobody_gets_in_while_the_issuer_cannot_be_asked_and_admins_do_once_it_is_back(string state)
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
    public async Task The_local_sign_in_is_not_there_and_the_pages_are_told_so()
    {
        using var answer = await server.Http.PostAsJsonAsync("/dev/token", new { name = "ann", roles = new[] { "admin" } });

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
