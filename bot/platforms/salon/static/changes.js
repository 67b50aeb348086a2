// One line to the server for all the tabs of a browser: a browser opens six at most to one address,
// and a seventh tab would wait for ever. Tabs of one room share it; only revision numbers travel on it.
"use strict";

const rooms = new Map();

function open(room) {
  const urls = [...room.ports.values()];
  if (!urls.length) return;
  room.source = new EventSource(urls[room.tries % urls.length]);
  room.source.onmessage = (event) => {
    room.newest = event.data;
    tell(room, { revision: event.data });
  };
  room.source.onerror = () => {
    tell(room, { offline: true });
    if (room.source.readyState !== EventSource.CLOSED) return;
    room.tries += 1;
    setTimeout(() => open(room), 2000);
  };
}

function tell(room, message) {
  for (const port of room.ports.keys()) port.postMessage(message);
}

self.onconnect = (connection) => {
  const port = connection.ports[0];
  port.onmessage = ({ data }) => {
    let room = rooms.get(data.room);
    if (data.leaving) {
      if (!room) return;
      room.ports.delete(port);
      if (!room.ports.size) {
        room.source.close();
        rooms.delete(data.room);
      }
      return;
    }
    if (!room) {
      room = { ports: new Map(), source: null, newest: null, tries: 0 };
      rooms.set(data.room, room);
    }
    room.ports.set(port, data.url);
    if (!room.source) open(room);
    else if (room.newest !== null) port.postMessage({ revision: room.newest });
  };
  port.start();
};
