using LiveShop.Functions.Auth;
using LiveShop.Functions.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using static Microsoft.Azure.Functions.Worker.AuthorizationLevel;

namespace LiveShop.Functions.OpenApi;

public sealed class OpenApiFunctions(OpenApiDocument document, FunctionPipeline<OpenApiFunctions> pipeline)
{
    [Function(nameof(GetOpenApi)), Public, EndpointSummary("This document")]
    [ProducesResponseType<object>(200)]
    public Task<IResult> GetOpenApi([HttpTrigger(Anonymous, "get", "head", Route = "openapi.json")] HttpRequest request) =>
        pipeline.RunAsync(request, _ => Task.FromResult(document.For(request)));
}
