using LiveShop.Core.Json;
using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.Azure.Functions.Worker;
namespace LiveShop.Functions.OpenApi;

public sealed class OpenApiFunctions(OpenApiDocument document, FunctionPipeline<OpenApiFunctions> pipeline)
{
    [Function(nameof(GetOpenApi)), Public, EndpointSummary("This document")]
    [Answers<object>(200)]
    public Task<IResult> GetOpenApi([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        pipeline.RunAsync(request, _ => Task.FromResult(Results.Bytes(document.Json, LiveShopJson.ContentType)));
}
