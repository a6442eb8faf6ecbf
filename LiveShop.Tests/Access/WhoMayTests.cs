using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using LiveShop.Functions.Http;
using LiveShop.Tests.Functions;
using LiveShop.Tests.Functions.Http;
using Microsoft.Azure.Functions.Worker;

namespace LiveShop.Tests.Access;

/// <summary>Every function against every kind of token. A new function fails here until it is decided who may call it.</summary>
[Collection(ApiCollection.Name)]
public sealed class WhoMayTests(Api api)
{
    private static readonly AccessAttribute Anybody = new PublicAttribute();
    private static readonly AccessAttribute AdminsSeeMore = new PublicAttribute { AdminsSeeMore = true };
    private static readonly AccessAttribute AdminsOnly = new AdminOnlyAttribute();

    private static readonly Dictionary<string, AccessAttribute> Decided = new()
    {
        ["CreateLiveStream"] = AdminsOnly,
        ["ListLiveStreams"] = AdminsSeeMore,
        ["GetLiveStream"] = AdminsSeeMore,
        ["EditLiveStream"] = AdminsOnly,
        ["StartLiveStream"] = AdminsOnly,
        ["StopLiveStream"] = AdminsOnly,
        ["PinProduct"] = AdminsOnly,
        ["SetPinActive"] = AdminsOnly,
        ["UnpinProduct"] = AdminsOnly,
        ["ReorderPins"] = AdminsOnly,
        ["GetPinnedProducts"] = Anybody,
        ["GetChanges"] = AdminsOnly,
        ["Negotiate"] = Anybody,
        ["JoinStream"] = Anybody,
        ["CreateProduct"] = AdminsOnly,
        ["ListProducts"] = Anybody,
        ["GetProduct"] = Anybody,
        ["ChangeProduct"] = AdminsOnly,
        ["DeleteProduct"] = AdminsOnly,
        ["CreateCart"] = Anybody,
        ["GetCart"] = Anybody,
        ["AddCartItem"] = Anybody,
        ["SetCartItemQuantity"] = Anybody,
        ["RemoveCartItem"] = Anybody,
        ["GetHealth"] = Anybody,
        ["GetOpenApi"] = Anybody,
    };

    public static TheoryData<string> Functions => [.. HttpFunction.All.Select(function => function.Name)];

    [Fact]
    public void Who_may_call_is_decided_for_every_function_and_the_function_says_the_same()
    {
        Assert.Equal(Decided.Keys.Order(), HttpFunction.All.Select(function => function.Name).Order());
        Assert.All(HttpFunction.All, function =>
        {
            var said = Assert.Single(function.Method.GetCustomAttributes<AccessAttribute>());
            Assert.Equal(Decided[function.Name].GetType(), said.GetType());
            Assert.Equal((Decided[function.Name] as PublicAttribute)?.AdminsSeeMore, (said as PublicAttribute)?.AdminsSeeMore);
        });
    }

    // A function key would be a second door, and one that Azure's host alone knows of.
    [Fact]
    public void No_function_leaves_the_decision_to_the_host() =>
        Assert.All(HttpFunction.All, function => Assert.Equal(
            AuthorizationLevel.Anonymous,
            function.Method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().Single().AuthLevel));

    [Theory, MemberData(nameof(Functions))]
    public async Task Nobody_gets_in_who_may_not(string name)
    {
        var (function, access) = (HttpFunction.All.Single(function => function.Name == name), Decided[name]);
        var tokens = await TokensAsync();

        Assert.Equal(access == AdminsOnly ? 401 : null, Refusal(await CallAsync(function, null)));
        Assert.Null(Refusal(await CallAsync(function, tokens.Admin)));
        Assert.Equal(
            tokens.Refused.Select(token => (token.Key, access == Anybody ? (int?)null : token.Value.Status)),
            await Task.WhenAll(tokens.Refused.Select(async token => (token.Key, Refusal(await CallAsync(function, token.Value.Token))))));
    }

    [Theory]
    [InlineData("Basic YWRtaW46YWRtaW4="), InlineData("Bearer"), InlineData("Bearer "), InlineData("TOKEN"), InlineData("BearerTOKEN"), InlineData("Bearer TOKEN, Bearer TOKEN"), InlineData("Bearer TOKEN x")]
    public async Task Only_one_bearer_token_in_the_header_counts(string header)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, "/api/livestreams/nowhere/changes", ("Authorization", header.Replace("TOKEN", token, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(answer.Headers.WwwAuthenticate, challenge => challenge is { Scheme: "Bearer", Parameter: "realm=\"liveshop\"" or "realm=\"liveshop\", error=\"invalid_token\"" });
    }

    [Theory, InlineData("access_token"), InlineData("token"), InlineData("code")]
    public async Task A_token_in_the_address_or_a_cookie_does_not_count(string name)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Post, $"/api/livestreams/nowhere/start?{name}={token}", ("Cookie", $"{name}={token}"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory, InlineData("bearer"), InlineData("BEARER")]
    public async Task The_scheme_may_be_in_any_case(string scheme)
    {
        var token = (await TokensAsync()).Admin;

        using var answer = await api.Customer.SendAsync(HttpMethod.Get, "/api/livestreams/nowhere/changes", ("Authorization", $"{scheme} {token}"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Who_calls_is_asked_before_anything_else_is_looked_at()
    {
        await api.Customer.PostAsync("/api/livestreams", Api.Json("nonsense")).IsProblemAsync(401, "unauthorized");
        await api.Customer.SendAsync(HttpMethod.Delete, "/api/products/nothing", ("If-Match", "nonsense")).IsProblemAsync(401, "unauthorized");
    }

    private async Task<LocalTokens> TokensAsync()
    {
        var (id, _) = await api.StreamAsync();
        return await LocalTokens.ForAsync(api.Server, (await api.Customer.PostAsync($"/api/livestreams/{id}/negotiate", null).JsonAsync()).Text("accessToken")!);
    }

    private async Task<HttpResponseMessage> CallAsync(HttpFunction function, string? token)
    {
        using var request = Requests.To(function);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await api.Customer.SendAsync(request);
    }

    /// <returns>401, with its challenge, or 403; null when the caller was let in.</returns>
    private static int? Refusal(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal(answer.StatusCode == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
            return answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? (int)answer.StatusCode : null;
        }
    }
}
