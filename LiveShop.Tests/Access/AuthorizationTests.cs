using System.Net;
using System.Reflection;
using System.Text;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Fuzzing;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Tests.Access;

/// <summary>Every function against every kind of token. A new function fails here until it is decided who may call it.</summary>
[Collection(ApiCollection.Name)]
public sealed class AuthorizationTests(Api api)
{
    public static TheoryData<string> Functions => AccessTable.Functions;

    [Fact]
    public void Every_function_declares_the_access_that_the_table_lists()
    {
        Assert.Equal(AccessTable.Decided.Keys.Order(), HttpFunction.All.Select(function => function.Name).Order());
        Assert.All(HttpFunction.All, function => Assert.Equal((function.Name, AccessTable.Decided[function.Name]), (function.Name, AccessTable.Declared(function))));
    }

    // A function key would be a second door, and one that Azure's host alone knows of.
    [Fact]
    public void No_function_relies_on_host_authorization() =>
        Assert.All(HttpFunction.All, function => Assert.Equal(
            AuthorizationLevel.Anonymous,
            function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single().AuthLevel));

    [Theory, MemberData(nameof(Functions))]
    public async Task Every_function_rejects_every_token_without_the_required_role(string name)
    {
        var tokens = await TokensAsync();

        await AccessTable.HoldsAsync(api.Customer, name, tokens.Admin, tokens.Assistant, tokens.Refused);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Two_Authorization_headers_are_rejected(bool adminFirst)
    {
        var (admin, other) = ($"Authorization: Bearer {(await TokensAsync()).Admin}\r\n", "Authorization: Bearer x\r\n");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var connection = await RawConnection.OpenAsync(api.Server.BaseAddress.Port, patience.Token);

        await connection.SendAsync(Encoding.ASCII.GetBytes($"GET /api/livestreams/nowhere/changes HTTP/1.1\r\nHost: localhost\r\n{(adminFirst ? admin + other : other + admin)}\r\n"), patience.Token);

        Assert.Equal(401, (await connection.ReadAsync(isHead: false, patience.Token))?.Status);
    }

    [Fact]
    public async Task A_token_that_is_too_long_for_a_header_is_refused_by_the_web_server()
    {
        using var answer = await api.Customer.SendAsync(HttpMethod.Get, $"{api.Server.BaseAddress}dev/nothing", ("Authorization", $"Bearer {new string('a', 40_000)}"));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Theory]
    [InlineData("Basic YWRtaW46YWRtaW4="), InlineData("Bearer"), InlineData("Bearer "), InlineData("TOKEN"), InlineData("BearerTOKEN")]
    [InlineData("Bearer TOKEN, Bearer TOKEN"), InlineData("Bearer TOKEN x")]
    public async Task Malformed_Authorization_header_is_rejected(string header)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, "/api/livestreams/nowhere/changes", ("Authorization", header.Replace("TOKEN", token, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge is { Scheme: "Bearer", Parameter: "realm=\"liveshop\"" or "realm=\"liveshop\", error=\"invalid_token\"" });
    }

    [Theory, InlineData("access_token"), InlineData("token"), InlineData("code")]
    public async Task Token_in_the_query_or_a_cookie_is_ignored(string name)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Post, $"/api/livestreams/nowhere/start?{name}={token}", ("Cookie", $"{name}={token}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory, InlineData("bearer"), InlineData("BEARER")]
    public async Task Bearer_scheme_is_case_insensitive(string scheme)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, "/api/livestreams/nowhere/changes", ("Authorization", $"{scheme} {token}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Authorization_is_checked_before_the_request_is_validated()
    {
        await api.Customer.PostAsync("/api/livestreams", Api.Json("nonsense")).IsProblemAsync(401, "unauthorized");
        await api.Customer.SendAsync(HttpMethod.Delete, "/api/products/nothing", ("If-Match", "nonsense")).IsProblemAsync(401, "unauthorized");
    }

    private async Task<LocalTokens> TokensAsync()
    {
        var (id, _) = await api.StreamAsync();
        return await LocalTokens.ForAsync(api.Server, (await api.Customer.PostAsync($"/api/livestreams/{id}/negotiate", null).JsonAsync()).Text("accessToken")!);
    }
}
