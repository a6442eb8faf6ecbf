using System.Net;
using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>The host's HTTP side: a request goes to the worker's listener and, at the same time, over the channel as a call.</summary>
internal sealed class FunctionsHttpHandler(FunctionsHost host, HttpRoutes routes, Uri worker)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (routes.Find(request.Method, request.RequestUri!) is not var (function, routeValues))
            return new(HttpStatusCode.NotFound) { RequestMessage = request };

        var invocation = new Invocation
        {
            Data = new() { Http = new RpcHttp() },
            RouteValues = routeValues,
            TraceParent = request.Headers.TryGetValues("traceparent", out var parents) ? parents.Single() : null,
        };
        request.Headers.Add("x-ms-invocation-id", invocation.Id);
        request.Headers.Host ??= request.RequestUri!.Authority;
        request.RequestUri = new(worker, request.RequestUri!.PathAndQuery);

        var responding = base.SendAsync(request, cancellationToken);
        var calling = host.InvokeAsync(function, invocation, cancellationToken);
        await Task.WhenAll(responding, calling);
        if ((await calling).Succeeded)
            return await responding;

        // The worker answers 200 without a body when the function threw.
        (await responding).Dispose();
        return new(HttpStatusCode.InternalServerError) { RequestMessage = request };
    }
}
