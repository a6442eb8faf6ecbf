using LiveShop.Tests.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Fuzzing;

/// <summary>Refused requests that write must be reported.</summary>
public sealed class WriteWatchTests
{
    [Theory, InlineData(409), InlineData(500)]
    public async Task Refused_request_that_wrote_is_reported(int status)
    {
        var watch = await PostACartAsync(status);

        Assert.Contains($"POST /api/carts was refused with {status}", Assert.Single(watch.Broken), StringComparison.Ordinal);
    }

    [Theory, InlineData(201), InlineData(499)]
    public async Task Accepted_or_aborted_request_that_wrote_is_counted(int status)
    {
        var watch = await PostACartAsync(status);

        Assert.Empty(watch.Broken);
        Assert.Equal(1, watch.Writes);
    }

    private static async Task<WriteWatch> PostACartAsync(int status)
    {
        var watch = new WriteWatch();
        await using var server = await LocalServer.StartAsync(null, services =>
        {
            watch.Watch(services);
            services.AddSingleton<IStartupFilter>(new AnswersWith(status));
        }, "--LiveShop:SampleData", "false");
        using var http = new HttpClient { BaseAddress = server.BaseAddress };
        using var answer = await http.PostAsync("/api/carts", null);
        Assert.Equal(status, (int)answer.StatusCode);
        // The watch checks after the response is sent.
        await Eventually.HoldsAsync(() => Task.FromResult(watch.Writes > 0 && (status is 201 or 499 || !watch.Broken.IsEmpty)));
        return watch;
    }

    /// <summary>Executes the request, and changes the response's status.</summary>
    private sealed class AnswersWith(int status) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Response.OnStarting(() =>
                {
                    context.Response.StatusCode = status;
                    return Task.CompletedTask;
                });
                return following(context);
            });
            next(app);
        };
    }
}
