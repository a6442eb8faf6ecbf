using LiveShop.Functions.Auth;
using LiveShop.Functions.Health;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;
namespace LiveShop.Tests.Functions.Http;

/// <summary>Headers that the functions set themselves, whatever the host adds.</summary>
public sealed class FunctionPipelineTests
{
    private readonly DefaultHttpContext context = new();

    [Fact]
    public async Task Response_has_nosniff()
    {
        await RunAsync(_ => Task.FromResult<IResult>(TypedResults.Ok()));

        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
    }

    [Fact]
    public async Task Problem_response_has_nosniff()
    {
        await RunAsync(_ => throw new InvalidOperationException());

        Assert.Equal("nosniff", context.Response.Headers.XContentTypeOptions);
    }

    private Task<IResult> RunAsync(Func<RequestContext, Task<IResult>> handle) =>
        new FunctionPipeline<HealthFunctions>(new RoleAuthorization(Mock.Of<ITokenValidator>()), new ThrottledOutageLog(TimeProvider.System, NullLogger<ThrottledOutageLog>.Instance), NullLogger<HealthFunctions>.Instance)
            .RunAsync(context.Request, handle, nameof(HealthFunctions.GetHealth));
}
