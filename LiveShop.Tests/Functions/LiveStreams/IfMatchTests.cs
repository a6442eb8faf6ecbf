using System.Net;

namespace LiveShop.Tests.Functions.LiveStreams;

/// <summary>Writes of admins who say which version they have seen.</summary>
[Collection(ApiCollection.Name)]
public sealed class IfMatchTests(Api api)
{
    public static TheoryData<string, string, string?> Writes => new()
    {
        { "PATCH", "", """{"title":"Other"}""" },
        { "POST", "/start", null },
        { "POST", "/stop", null },
        { "POST", "/pin-product", """{"productId":"PRODUCT"}""" },
        { "PATCH", "/pinned-products/PRODUCT", """{"isActive":false}""" },
        { "DELETE", "/pinned-products/PRODUCT", null },
        { "PUT", "/pinned-products/order", """{"productIds":["PRODUCT"]}""" },
    };

    [Theory, MemberData(nameof(Writes))]
    public async Task Every_write_with_an_older_If_Match_is_412_with_the_current_state(string method, string route, string? body)
    {
        var (id, pinned) = await api.LiveStreamAsync(pins: 1);

        foreach (var seen in new[] { "\"1\"", "\"99\"", "W/\"3\"", "\"abc\"", "\"\"", "\"1-admin\"", "\"3-\"", "\"-admin\"", "\"1\", \"2\"", "\"1\",W/\"3\"" })
        {
            var problem = await WriteAsync(seen).IsProblemAsync(412, "version-mismatch");
            Assert.Equal((3, "live"), (problem.GetProperty("current").Version(), problem.GetProperty("current").Text("status")));
        }

        foreach (var nonsense in new[] { "3", "\"3\", 4", "*, \"3\"", "" })
            await WriteAsync(nonsense).IsInvalidAsync("If-Match");
        await WriteAsync("*").JsonAsync();

        Task<HttpResponseMessage> WriteAsync(string ifMatch) => api.Admin.SendAsync(
            new HttpMethod(method), $"/api/livestreams/{id}{route.Replace("PRODUCT", pinned[0], StringComparison.Ordinal)}", ("If-Match", ifMatch),
            body is null ? null : Api.Json(body.Replace("PRODUCT", pinned[0], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"1\""), InlineData("\"1-admin\""), InlineData("\"7\", \"1\""), InlineData("\"1\",\"abc\""), InlineData("W/\"1\", \"1-admin\"")]
    public async Task Write_whose_If_Match_names_the_current_version_is_accepted(string ifMatch)
    {
        var (id, _) = await api.StreamAsync();

        using var answer = await api.Admin.SendAsync(HttpMethod.Post, $"/api/livestreams/{id}/start", ("If-Match", ifMatch)).IsAsync(HttpStatusCode.OK);

        Assert.Equal("\"2-admin\"", answer.Header("ETag"));
    }
}
