"""Serves one small application on whatever of FastAPI, Starlette and uvicorn is installed: asgi.py

Says on standard output where it listens, and ends with whoever started it. Without FastAPI or Starlette the application is
plain ASGI, which shows what the server itself does.
"""

import os
import socket
import sys
import threading

import uvicorn


def fastapi_app():
    from fastapi import FastAPI, HTTPException, Query, WebSocket
    from fastapi.middleware.cors import CORSMiddleware
    from pydantic import BaseModel

    app = FastAPI()
    app.add_middleware(
        CORSMiddleware, allow_origins=["http://localhost:3000"], allow_methods=["POST"], allow_headers=["content-type"]
    )

    class Item(BaseModel):
        name: str
        count: int

    @app.get("/health")
    def health():
        return {"status": "healthy"}

    @app.post("/items")
    def add(item: Item):
        return {"name": item.name}

    @app.get("/items/{number}")
    def read(number: int):
        return {"number": number}

    @app.get("/fails")
    def fails():
        raise RuntimeError("on purpose")

    @app.websocket("/ws")
    async def ws(socket: WebSocket):
        await socket.accept()
        await socket.send_json({"type": "info"})
        await socket.close()

    @app.websocket("/ws/refuses")
    async def refuses(socket: WebSocket):
        await socket.close(4401)

    @app.websocket("/ws/denies")
    async def denies(socket: WebSocket):
        raise HTTPException(401, "bad token")

    @app.websocket("/ws/query")
    async def query(socket: WebSocket, token: str = Query(...)):
        await socket.accept()
        await socket.close()

    return app


def starlette_app():
    from starlette.applications import Starlette
    from starlette.responses import JSONResponse
    from starlette.routing import Route, WebSocketRoute

    async def health(request):
        return JSONResponse({"status": "healthy"})

    async def ws(socket):
        await socket.accept()
        await socket.send_json({"type": "info"})
        await socket.close()

    async def refuses(socket):
        await socket.close(4401)

    routes = [Route("/health", health), WebSocketRoute("/ws", ws), WebSocketRoute("/ws/refuses", refuses)]
    return Starlette(routes=routes)


async def plain_app(scope, receive, send):
    if scope["type"] == "websocket":
        await receive()
        known = scope["path"] == "/ws"
        await send({"type": "websocket.accept"} if known else {"type": "websocket.close", "code": 4401})
        if known:
            await send({"type": "websocket.close", "code": 1000})
        return
    if scope["type"] != "http":
        return
    status, body = (200, b'{"status":"healthy"}') if scope["path"] == "/health" else (404, b'{"detail":"Not Found"}')
    await send({"type": "http.response.start", "status": status, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


def app():
    for make in (fastapi_app, starlette_app):
        try:
            return make()
        except ImportError:
            continue
    return plain_app


def leave_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=leave_with_parent, daemon=True).start()
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    print(f"Listens on http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    uvicorn.Server(uvicorn.Config(app(), log_level="error", lifespan="off")).run(sockets=[listener])
