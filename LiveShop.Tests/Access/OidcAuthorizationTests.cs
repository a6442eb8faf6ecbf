using LiveShop.Local.SignIn;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Local;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Access;

/// <summary>Every function against every kind of token, where an OpenID Connect issuer says who is an admin.</summary>
public sealed class OidcAuthorizationTests(OidcAuthorizationTests.Shop shop) : IClassFixture<OidcAuthorizationTests.Shop>
{
    private const string Audience = "api://liveshop";

    public static TheoryData<string> Functions => AccessTable.Functions;

    [Theory, MemberData(nameof(Functions))]
    public async Task Every_function_rejects_every_token_without_the_required_role(string name)
    {
        var admin = Jwt.Claims(shop.Issuer.Address, Audience);
        await AccessTable.HoldsAsync(
            shop.Server.Http, name, shop.Issuer.Sign(admin), shop.Issuer.Sign(admin.With("roles", new[] { "assistant" })), shop.Others);

        Assert.Equal(0, shop.Elsewhere.KeyRequests);
    }

    [Fact]
    public async Task Admin_role_is_recognized_in_every_form_an_issuer_writes_it()
    {
        var claims = Jwt.Claims(shop.Issuer.Address, Audience);
        foreach (var token in new[]
        {
            shop.Issuer.Sign(claims.With("roles", "admin")), shop.Issuer.Sign(claims.With("roles", new[] { "editor", "admin" })),
            shop.Issuer.Sign(claims.With("aud", new[] { "api://other", Audience })), Jwt.Rs256(shop.Issuer.Key, shop.Issuer.KeyId, claims, ("typ", "at+jwt")),
        })
        {
            using var admin = shop.Server.WithToken(token);
            await admin.GetAsync("/api/livestreams/demo/changes").JsonAsync();
        }
    }

    [Fact]
    public async Task Token_without_a_role_sees_what_anonymous_customers_see_and_an_assistants_what_admins_see()
    {
        var claims = Jwt.Claims(shop.Issuer.Address, Audience);
        using var admin = shop.Server.WithToken(shop.Issuer.Sign(claims));
        using var assistant = shop.Server.WithToken(shop.Issuer.Sign(claims.With("roles", "assistant")));
        using var customer = shop.Server.WithToken(shop.Issuer.Sign(claims.Without("roles")));
        await admin.PatchAsync("/api/livestreams/demo/pinned-products/mug", Api.Json("""{"isActive":false}""")).JsonAsync();

        var (asAdmin, asCustomer, asAnybody) = (await StreamAsync(admin), await StreamAsync(customer), await StreamAsync(shop.Server.Http));

        Assert.Contains("\"isActive\":false", asAdmin, StringComparison.Ordinal);
        Assert.Equal(asAnybody, asCustomer);
        Assert.Equal(asAdmin, await StreamAsync(assistant));
    }

    private static async Task<string> StreamAsync(HttpClient client) =>
        (await client.GetAsync("/api/livestreams/demo").JsonAsync()).GetRawText();

    public sealed class Shop : IAsyncLifetime
    {
        internal OidcIssuer Issuer { get; private set; } = null!;

        internal OidcIssuer Elsewhere { get; private set; } = null!;

        public LocalServer Server { get; private set; } = null!;

        internal Dictionary<string, (string Token, int Status)> Others { get; private set; } = [];

        public async Task InitializeAsync()
        {
            (Issuer, Elsewhere) = (await OidcIssuer.StartAsync("key"), await OidcIssuer.StartAsync("elsewhere"));
            Server = await LocalServer.StartAsync("--Auth:Authority", Issuer.Address, "--Auth:Audience", Audience);
            Others = OidcTokens.Of(Issuer, Elsewhere, Audience);
            var local = Server.Services.GetRequiredService<InstallationKey>();
            Others["this installation's own signature"] = (local.Sign("liveshop", TimeSpan.FromHours(1), new Dictionary<string, object> { ["roles"] = new[] { "admin" } }), 401);
            Others["a hub token"] = ((await Server.Http.PostAsync("/api/livestreams/demo/negotiate", null).JsonAsync()).Text("accessToken")!, 401);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await Issuer.DisposeAsync();
            await Elsewhere.DisposeAsync();
        }
    }
}
