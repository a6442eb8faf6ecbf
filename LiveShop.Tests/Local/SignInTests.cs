using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Tests.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>Local sign-in gives tokens to callers on this machine only.</summary>
public sealed class SignInTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private static readonly object Ann = new { name = "ann", role = "admin" };

    private readonly LocalServer server = shared.Server;

    [Fact]
    public async Task Local_token_response_has_an_expiry_and_is_not_cacheable()
    {
        using var answer = await server.Http.PostAsJsonAsync("/dev/token", Ann);

        var token = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.InRange(token.GetProperty("expiresAt").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddHours(7), DateTimeOffset.UtcNow.AddHours(9));
        Assert.Equal(8 * 3600, token.GetProperty("expiresIn").GetInt64());
        Assert.Equal("no-store", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("""{}""", "name")]
    [InlineData("""{"name":"","role":"customer"}""", "name", "role")]
    [InlineData("""{"name":"ann","role":"No Role"}""", "role")]
    [InlineData("""{"name":"ann","role":"Admin"}""", "role")]
    [InlineData("""{"name":"ann","role":""}""", "role")]
    [InlineData("""{"name":"a\u0000b","role":null}""", "name")]
    public async Task Invalid_sign_in_request_is_refused(string body, params string[] fields) =>
        await server.Http.PostAsync("/dev/token", Api.Json(body)).IsInvalidAsync(fields);

    [Fact]
    public async Task Sign_in_gives_the_role_that_is_asked_for_and_an_admins_without_one()
    {
        using var admin = server.WithToken((await server.Http.PostAsJsonAsync("/dev/token", new { name = "ann" }).JsonAsync()).Text("accessToken")!);
        using var assistant = server.WithToken(await server.TokenAsync("bob", "assistant"));

        await admin.GetAsync("/api/orders").JsonAsync();
        await assistant.GetAsync("/api/livestreams/demo/changes").JsonAsync();
        await assistant.GetAsync("/api/orders").IsProblemAsync(403, "forbidden");
    }

    [Fact]
    public async Task Sign_in_by_a_form_post_is_415()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "ann")]);
        using var text = new StringContent("""{"name":"ann","role":"admin"}""");

        await server.Http.PostAsync("/dev/token", form).IsProblemAsync(415, "unsupported-media-type");
        await server.Http.PostAsync("/dev/token", text).IsProblemAsync(415, "unsupported-media-type");
    }

    [Theory]
    [InlineData("localhost"), InlineData("LOCALHOST:7071"), InlineData("127.0.0.1"), InlineData("127.1.2.3:80"), InlineData("[::1]:7071")]
    public async Task Sign_in_is_served_under_loopback_host_names(string host) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, ("Host", host)));

    [Theory]
    [InlineData("evil.example"), InlineData("localhost.evil.example"), InlineData("127.0.0.1.evil.example")]
    [InlineData("evil.example:7071"), InlineData("192.168.1.7")]
    [InlineData("0.0.0.0"), InlineData("[2001:db8::1]"), InlineData("localhost.")]
    public async Task Sign_in_under_another_host_name_is_404(string host) =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, ("Host", host)));

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7"), InlineData("X-Forwarded-For", "127.0.0.1"), InlineData("X-Forwarded-For", "")]
    [InlineData("Forwarded", "for=203.0.113.7"), InlineData("forwarded", "for=127.0.0.1;host=localhost")]
    [InlineData("X-Forwarded-Host", "localhost"), InlineData("X-Forwarded-Proto", "https"), InlineData("x-forwarded-port", "443")]
    [InlineData("Via", "1.1 proxy"), InlineData("X-Original-For", "127.0.0.1:1")]
    public async Task Sign_in_through_a_proxy_on_this_machine_is_404(string header, string value) =>
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server, (header, value)));

    [Fact]
    public async Task Sign_in_is_404_where_forwarded_headers_are_enabled()
    {
        await using var behindProxy = await LocalServer.StartAsync("--ForwardedHeaders_Enabled", "true");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(behindProxy, ("Accept", "*/*")));
    }

    [Theory]
    [InlineData("false", "X-Forwarded-For", "127.0.0.1"), InlineData("true", "X-Forwarded-For", "127.0.0.1")]
    [InlineData("true", "X-Forwarded-For", "::1, 127.0.0.1")]
    [InlineData("true", "Forwarded", "for=127.0.0.1"), InlineData("false", "X-Real-IP", "127.0.0.1")]
    public async Task Forwarded_headers_do_not_make_a_remote_caller_local(string forwardedHeadersEnabled, string header, string value)
    {
        await using var remote = await LocalServer.StartAsync(
            null, services => services.AddSingleton<IStartupFilter, CallsFromElsewhere>(), "--ForwardedHeaders_Enabled", forwardedHeadersEnabled);

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(remote, (header, value)));
    }

    [Fact]
    public async Task Signing_key_is_readable_by_its_owner_only_and_reused_after_a_restart()
    {
        using var data = new TemporaryFolder();
        string token;
        await using (var first = await LocalServer.StartAsync(data.Path, _ => { }))
            token = await first.TokenAsync("ann", "admin");

        await using var second = await LocalServer.StartAsync(data.Path, _ => { });
        using var admin = second.WithToken(token);

        await admin.GetAsync("/api/livestreams/demo/changes").JsonAsync();
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.Path, "signing.key")));
    }

    private static async Task<HttpStatusCode> StatusAsync(LocalServer server, (string Name, string Value) header)
    {
        using var answer = await server.Http.SendAsync(HttpMethod.Post, "/dev/token", header, JsonContent.Create(Ann));
        return answer.StatusCode;
    }

    /// <summary>Lets every connection come from another machine.</summary>
    private sealed class CallsFromElsewhere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Features.Set<IConnectionEndPointFeature>(new Elsewhere());
                return following(context);
            });
            next(app);
        };

        private sealed class Elsewhere : IConnectionEndPointFeature
        {
            public EndPoint? LocalEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 7071);

            public EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Parse("203.0.113.7"), 4711);
        }
    }
}
