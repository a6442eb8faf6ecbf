using LiveShop.Core.Json;

namespace LiveShop.Functions.Http;

/// <summary>JSON that is bytes already, sent as it is; the framework's own result would look for ranges and conditions in every request.</summary>
internal sealed class ReadyJson(byte[] json) : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        context.Response.ContentType = LiveShopJson.ContentType;
        context.Response.ContentLength = json.Length;
        return context.Response.Body.WriteAsync(json, 0, json.Length, context.RequestAborted);
    }
}
