using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using LiveShop.Tests.WorkerHost.Protocol;

namespace LiveShop.Tests.WorkerHost;

/// <summary>The one stream between host and worker: messages out through one queue, answers back to those who wait for them.</summary>
internal sealed class WorkerChannel : FunctionRpc.FunctionRpcBase
{
    private readonly Channel<StreamingMessage> toWorker = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> waiting = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? failure;

    /// <summary>Ends when the worker has connected.</summary>
    public Task Started => started.Task;

    /// <summary>Ends when the worker has closed the stream, or has broken it off.</summary>
    public Task Closed => closed.Task;

    public ConcurrentQueue<RpcLog> Logs { get; } = new();

    public override async Task EventStream(
        IAsyncStreamReader<StreamingMessage> requestStream,
        IServerStreamWriter<StreamingMessage> responseStream,
        ServerCallContext context)
    {
        var sending = SendAllAsync(responseStream, context.CancellationToken);
        try
        {
            await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
                Take(message);
        }
        finally
        {
            closed.TrySetResult();
        }

        await sending;
    }

    public void Send(StreamingMessage message) => toWorker.Writer.TryWrite(message);

    /// <summary>Sends a request, and waits for the answer with its id.</summary>
    public Task<StreamingMessage> AskAsync(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        return WaitAsync(message.RequestId, message);
    }

    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        var cancel = new StreamingMessage { InvocationCancel = new() { InvocationId = request.InvocationId } };
        using var cancelling = cancellation.Register(() => Send(cancel));
        return (await WaitAsync(request.InvocationId, new() { InvocationRequest = request })).InvocationResponse;
    }

    /// <summary>Nothing more will come from the worker: all who wait are told why.</summary>
    public void Fail(Exception reason)
    {
        failure ??= reason;
        toWorker.Writer.TryComplete();
        started.TrySetException(failure);
        foreach (var id in waiting.Keys)
            Answer(id)?.TrySetException(failure);
    }

    private Task<StreamingMessage> WaitAsync(string id, StreamingMessage message)
    {
        var answer = new TaskCompletionSource<StreamingMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        Send(message);
        if (failure is not null)
            answer.TrySetException(failure);
        return answer.Task;
    }

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                started.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Logs.Enqueue(message.RpcLog);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                Answer(message.InvocationResponse.InvocationId)?.TrySetResult(message);
                break;
            case StreamingMessage.ContentOneofCase.None:
                // An acknowledgement of a cancellation or of the end.
                break;
            default:
                Answer(message.RequestId)?.TrySetResult(message);
                break;
        }
    }

    private TaskCompletionSource<StreamingMessage>? Answer(string id) => waiting.TryRemove(id, out var answer) ? answer : null;

    private async Task SendAllAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        await foreach (var message in toWorker.Reader.ReadAllAsync(cancellation))
            await writer.WriteAsync(message, cancellation);
    }
}
