using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LiveShop.Core;

namespace LiveShop.Tests.Worker;

/// <summary>HTTP functions in the real worker: its bindings, its serialiser, its answers.</summary>
[Collection(WorkerCollection.Name)]
public sealed class WorkerHttpTests(WorkerFixture worker)
{
    [Fact]
    public async Task A_pin_is_stored_and_shown_to_customers()
    {
        var (stream, product) = await worker.LiveStreamAsync();

        using var pinned = await worker.Admin.PostAsJsonAsync($"api/livestreams/{stream}/pin-product", new { productId = product });

        Assert.Equal(HttpStatusCode.OK, pinned.StatusCode);
        var state = await worker.Anyone.GetFromJsonAsync<JsonElement>($"api/livestreams/{stream}/pinned-products");
        Assert.Equal("Bowl", state.GetProperty("pinnedProducts")[0].GetProperty("product").GetProperty("name").GetString());
        Assert.Equal(pinned.Headers.ETag!.Tag, $"\"{state.GetProperty("version").GetInt64()}-admin\"");
    }

    [Theory, InlineData("api/livestreams"), InlineData("api/livestreams/nowhere"), InlineData("api/health")]
    public async Task Pages_of_other_origins_may_read_the_headers_that_they_need(string address)
    {
        using var answer = await worker.Anyone.GetAsync(address);

        Assert.Equal("Date, ETag, Location, Retry-After", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Fact]
    public async Task A_refusal_is_a_problem_document()
    {
        var (stream, product) = await worker.LiveStreamAsync();

        using var refused = await worker.Anyone.PostAsJsonAsync($"api/livestreams/{stream}/pin-product", new { productId = product });

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(401, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Negotiating_answers_with_the_address_and_the_token_of_the_input_binding()
    {
        var (stream, _) = await worker.LiveStreamAsync();

        var before = DateTimeOffset.UtcNow.InMilliseconds();

        using var response = await worker.Anyone.PostAsync($"api/livestreams/{stream}/negotiate", null);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var connection = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(["url", "accessToken", "now"], connection.EnumerateObject().Select(member => member.Name));
        Assert.Equal("https://signalr.test/client/?hub=liveshop", connection.GetProperty("url").GetString());
        Assert.Equal("a-token", connection.GetProperty("accessToken").GetString());
        Assert.InRange(connection.GetProperty("now").GetDateTimeOffset(), before, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Joining_is_202_with_a_group_action_for_the_connection()
    {
        var (stream, _) = await worker.LiveStreamAsync();

        using var response = await JoinAsync(stream, "connection-1");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var action = worker.Sent.Last(output => output.Binding.Name == "Group");
        Assert.Equal("liveshop", action.Binding["hubName"]);
        Assert.Equal("connection-1", action.Value.GetProperty("connectionId").GetString());
        Assert.Equal($"stream-{stream}", action.Value.GetProperty("groupName").GetString());
        Assert.Equal("add", action.Value.GetProperty("action").GetString());
    }

    [Fact]
    public async Task Joining_a_stream_that_does_not_exist_is_404_without_a_group_action()
    {
        using var response = await JoinAsync("no-such-stream", "connection-2");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(worker.Sent, output => output.Value.ToString().Contains("connection-2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Joining_is_500_when_the_group_action_cannot_be_carried_out()
    {
        var (stream, _) = await worker.LiveStreamAsync();
        worker.OutputsToFail = 1;

        using var response = await JoinAsync(stream, "connection-3");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Answers_leave_no_line_each_in_the_log()
    {
        await worker.Anyone.GetStringAsync("api/products");

        Assert.DoesNotContain(worker.Host.Logs,
            log => log.Category.StartsWith("Microsoft.AspNetCore.Http.Result", StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> JoinAsync(string stream, string connectionId) =>
        worker.Anyone.PostAsJsonAsync($"api/livestreams/{stream}/viewers", new { connectionId });
}
