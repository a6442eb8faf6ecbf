using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveShop.Tests.Storage.CosmosGatewayDouble;

/// <summary>A status, a body and the headers that the client reads.</summary>
internal sealed class GatewayAnswer(int status, byte[]? body = null)
{
    private readonly Dictionary<string, string> headers = [];

    public int Length => body?.Length ?? 0;

    public static GatewayAnswer Json(int status, JsonNode body) => new(status, JsonSerializer.SerializeToUtf8Bytes(body));

    public static GatewayAnswer Error(int status, string message, int subStatus = 0)
    {
        var answer = Json(status, new JsonObject { ["code"] = $"{status}", ["message"] = message });
        return subStatus == 0 ? answer : answer.With("x-ms-substatus", $"{subStatus}");
    }

    public GatewayAnswer With(string header, string value)
    {
        headers[header] = value;
        return this;
    }

    /// <summary>The position of a range after the request, in the form of a session token; the client keeps it by container.</summary>
    public GatewayAnswer At(PartitionRange range, long lsn) =>
        With("x-ms-session-token", $"{range.Id}:-1#{lsn}").With("lsn", $"{lsn}").With("x-ms-content-path", range.ContainerId);

    public async Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = status;
        response.Headers["x-ms-request-charge"] = "1";
        response.Headers["x-ms-activity-id"] = Guid.NewGuid().ToString();
        foreach (var (header, value) in headers)
            response.Headers[header] = value;
        if (body is not null && status is not (204 or 304))
        {
            response.ContentType = "application/json";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body);
        }
    }
}
